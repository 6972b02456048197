package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.number.FloatingText;

/** Exact text of floating-point numbers in string builders. */
@Partial
abstract class AbstractStringBuilder {
  protected native AbstractStringBuilder insert(int target, java.lang.String text);

  protected AbstractStringBuilder insert(int target, float value) {
    return insert(target, FloatingText.of(value));
  }

  protected AbstractStringBuilder insert(int target, double value) {
    return insert(target, FloatingText.of(value));
  }
}
