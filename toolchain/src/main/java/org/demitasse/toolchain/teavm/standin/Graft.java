package org.demitasse.toolchain.teavm.standin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a member that becomes one of the class of TeaVM for which its own class stands in part: a
 * method replaces the one of the same name and types, or is added; a field is added. Members
 * without it only give the compiler a view of what TeaVM's class has.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.FIELD})
public @interface Graft {}
