package org.demitasse.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The known lines that the target prints differently ({@code deviations.txt}; the reasons are in
 * docs/language.md). A line that is listed here and has become the same again fails the test, so
 * that the list only shrinks.
 */
final class Deviations {
  private static final String INDENT = "  ";

  private record Deviation(String program, int line, String onHotSpot, String onTarget) {}

  private final List<Deviation> all;

  private Deviations(List<Deviation> all) {
    this.all = all;
  }

  static Deviations load() {
    try (InputStream stream = Deviations.class.getResourceAsStream("deviations.txt")) {
      byte[] bytes = Objects.requireNonNull(stream, "deviations.txt is missing").readAllBytes();
      List<String> lines =
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      List<Deviation> all = new ArrayList<>();
      for (int i = 0; i + 2 < lines.size(); i += 3) {
        int space = lines.get(i).indexOf(' ');
        all.add(
            new Deviation(
                lines.get(i).substring(0, space),
                Integer.parseInt(lines.get(i).substring(space + 1)),
                lines.get(i + 1).substring(INDENT.length()),
                lines.get(i + 2).substring(INDENT.length())));
      }
      return new Deviations(all);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read deviations.txt", e);
    }
  }

  /** Returns what the target is known to print where HotSpot prints {@code lines}. */
  List<String> applyTo(String program, List<String> lines) {
    List<String> onTarget = new ArrayList<>(lines);
    for (Deviation deviation : all) {
      if (deviation.program().equals(program)) {
        int index = deviation.line() - 1;
        if (!onTarget.get(index).equals(deviation.onHotSpot())) {
          throw new AssertionError(
              "deviations.txt: HotSpot does not print line %d of %s as \"%s\" but as \"%s\""
                  .formatted(
                      deviation.line(), program, deviation.onHotSpot(), onTarget.get(index)));
        }
        onTarget.set(index, deviation.onTarget());
      }
    }
    return onTarget;
  }
}
