package org.demitasse.base.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@link Remote} interface whose objects are sessions: they come about when a component
 * asks its parent for a session of the service, and end when it closes it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Service {
  /**
   * The name of the service, as configurations write it: at most {@link RpcLimits#SERVICE_NAME}
   * bytes.
   */
  String value();
}
