package org.demitasse.base.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface whose objects are called from other components. The annotation processor
 * {@code demitasse-processor} writes two classes beside an interface {@code X}: {@code XClient}, an
 * {@code X} that calls through a capability, and {@code XDispatcher}, which takes such calls and
 * calls an {@code X}.
 *
 * <p>Parameters and results may be:
 *
 * <ul>
 *   <li>{@code boolean}, {@code byte}, {@code short}, {@code char}, {@code int}, {@code long},
 *       {@code float}, {@code double}, enums: one word each;
 *   <li>{@code String} and {@code byte[]}: a word with the length in bytes, then the bytes, text in
 *       UTF-8; at most {@link Limit} bytes, {@link RpcLimits#TEXT} without it;
 *   <li>{@code Capability<T>}: one of the message's four capabilities;
 *   <li>another remote interface: its capability; the receiver gets a client for it;
 *   <li>a record of these: its components in a row.
 * </ul>
 *
 * <p>Methods may declare checked exceptions with a public constructor that takes the message; they
 * arrive at the caller. Whatever else goes wrong is an {@link RpcException} there. Methods are
 * numbered from 0 in the order of the source, those of superinterfaces first.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Remote {}
