package org.demitasse.library;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class of which only the methods go into TeaVM's class of the same name: each takes the
 * place of the method with the same name and types, or is added. A {@code native} method stays out:
 * it declares what TeaVM's class has and the others call. Constructors and instance fields are not
 * carried over, nor is a static initializer, so static fields are constants of the language.
 *
 * <p>In an instance method {@code this} is an object of the library's class: {@code
 * (java.lang.String) (Object) this} makes that visible to the compiler.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Partial {}
