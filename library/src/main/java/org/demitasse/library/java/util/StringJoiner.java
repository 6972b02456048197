package org.demitasse.library.java.util;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds text of parts with a separator between them, a prefix and a suffix. */
public final class StringJoiner {
  private final String prefix;
  private final String delimiter;
  private final String suffix;
  private @Nullable StringBuilder parts;
  private @Nullable String emptyValue;

  public StringJoiner(CharSequence delimiter) {
    this(delimiter, "", "");
  }

  public StringJoiner(CharSequence delimiter, CharSequence prefix, CharSequence suffix) {
    this.delimiter = delimiter.toString();
    this.prefix = prefix.toString();
    this.suffix = suffix.toString();
  }

  public StringJoiner setEmptyValue(CharSequence emptyValue) {
    this.emptyValue =
        Objects.requireNonNull(emptyValue, "The empty value must not be null").toString();
    return this;
  }

  public StringJoiner add(@Nullable CharSequence part) {
    if (parts == null) {
      parts = new StringBuilder();
    } else {
      parts.append(delimiter);
    }
    parts.append(String.valueOf(part));
    return this;
  }

  public StringJoiner merge(StringJoiner other) {
    StringBuilder otherParts = Objects.requireNonNull(other).parts;
    return otherParts == null ? this : add(otherParts.toString());
  }

  public int length() {
    return toString().length();
  }

  @Override
  public String toString() {
    if (parts == null && emptyValue != null) {
      return emptyValue;
    }
    return prefix + (parts == null ? "" : parts) + suffix;
  }
}
