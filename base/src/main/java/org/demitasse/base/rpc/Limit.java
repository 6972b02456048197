package org.demitasse.base.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The most bytes, in UTF-8, that a {@code String} or {@code byte[]} may have in a message; on a
 * method, its result. What all parameters may need together is checked when the interface is
 * compiled.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Limit {
  /** Bytes, 1 to {@link RpcLimits#MESSAGE}. */
  int value();
}
