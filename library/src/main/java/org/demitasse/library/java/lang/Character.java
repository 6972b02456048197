package org.demitasse.library.java.lang;

import java.io.Serializable;
import org.demitasse.library.Partial;

/** What TeaVM's {@code Character} lacks. */
@Partial
public abstract class Character implements Serializable {
  private static final long serialVersionUID = 1;

  public static java.lang.String toString(int codePoint) {
    return new java.lang.String(java.lang.Character.toChars(codePoint));
  }
}
