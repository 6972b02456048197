package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.jspecify.annotations.Nullable;

/** The order of constants as a difference, as HotSpot gives it, and the messages of valueOf. */
@Partial
@SuppressWarnings("MissingImplementsComparable")
abstract class Enum {
  public final native int ordinal();

  public final int compareTo(Enum other) {
    return ordinal() - other.ordinal();
  }

  public static <T extends java.lang.Enum<T>> T valueOf(
      Class<T> type, java.lang.@Nullable String name) {
    if (name == null) {
      throw new NullPointerException("Name is null");
    }
    for (T constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "No enum constant " + type.getName().replace('$', '.') + "." + name);
  }
}
