package org.demitasse.library.java.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demitasse.library.Partial;

/** Methods that TeaVM's {@code String} lacks. */
@Partial
public final class String {
  private String() {}

  private java.lang.String self() {
    return (java.lang.String) (Object) this;
  }

  public Stream<java.lang.String> lines() {
    java.lang.String self = self();
    List<java.lang.String> lines = new ArrayList<>();
    int start = 0;
    while (start < self.length()) {
      int end = start;
      while (end < self.length() && self.charAt(end) != '\n' && self.charAt(end) != '\r') {
        end++;
      }
      lines.add(self.substring(start, end));
      boolean pair =
          end + 1 < self.length() && self.charAt(end) == '\r' && self.charAt(end + 1) == '\n';
      start = end + (pair ? 2 : 1);
    }
    return lines.stream();
  }

  public java.lang.String indent(int n) {
    java.lang.String self = self();
    if (self.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    lines()
        .forEach(
            line -> {
              int blank = 0;
              while (blank < -n
                  && blank < line.length()
                  && Character.isWhitespace(line.charAt(blank))) {
                blank++;
              }
              out.append(" ".repeat(java.lang.Math.max(n, 0)))
                  .append(line.substring(blank))
                  .append('\n');
            });
    return out.toString();
  }

  public <R> R transform(Function<? super java.lang.String, ? extends R> function) {
    return function.apply(self());
  }
}
