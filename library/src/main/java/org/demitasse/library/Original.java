package org.demitasse.library;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a native method of a {@link Partial} class: it is TeaVM's method of the given name, which an
 * own method of the same types replaces for everybody else.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Original {
  /** Name of the method that is replaced. */
  String value();
}
