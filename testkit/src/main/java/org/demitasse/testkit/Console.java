package org.demitasse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.demitasse.toolchain.qemu.Transcript;

/**
 * The console of a machine, as a test reads and types on it.
 *
 * <p>Expectations are met in order: each starts to look where the one before it found something,
 * waits until what it wants has been printed, and fails when the machine ends, or its time does,
 * without it. {@link #rewind()} starts over. Ends of lines are not part of lines, whatever
 * characters the machine ends them with.
 */
public final class Console {
  private final Machine machine;
  private final Transcript transcript;
  private long position;

  Console(Machine machine, Transcript transcript) {
    this.machine = machine;
    this.transcript = transcript;
  }

  /** Waits for a line that is exactly this text. */
  public Console expectLine(String line) {
    expect(
        "the line \"%s\"".formatted(line), text -> at(text.equals(line), 0, text.length()), line);
    return this;
  }

  /**
   * Waits for lines that are exactly these texts, in any order and with others between them; the
   * next expectation starts behind the last of them. A text that is given twice is wanted twice.
   */
  public Console expectLinesInAnyOrder(String... lines) {
    var missing = new ArrayList<>(Arrays.asList(lines));
    while (!missing.isEmpty()) {
      String description = "the lines, in any order, %s".formatted(quoted(missing));
      Found found =
          expect(
              description,
              text -> at(missing.contains(text), 0, text.length()),
              missing.getFirst());
      missing.remove(found.line());
    }
    return this;
  }

  /**
   * Waits for this text anywhere in a line, a line that has not ended included, such as a prompt.
   */
  public Console expectText(String text) {
    expect(
        "the text \"%s\"".formatted(text),
        line -> at(line.contains(text), line.indexOf(text), line.indexOf(text) + text.length()),
        text);
    return this;
  }

  /**
   * Waits for a line that contains a match of a regular expression; the next expectation starts
   * behind the match.
   *
   * @return the match with its groups
   */
  public MatchResult expectMatch(String regex) {
    return expectMatch(Pattern.compile(regex));
  }

  /** As {@link #expectMatch(String)}. */
  public MatchResult expectMatch(Pattern pattern) {
    Found found =
        expect(
            "a match of /%s/".formatted(pattern),
            line -> {
              var matcher = pattern.matcher(line);
              return matcher.find()
                  ? Optional.of(new Found(line, matcher.start(), matcher.end()))
                  : Optional.empty();
            },
            "");
    var matcher = pattern.matcher(found.line());
    if (!matcher.find()) {
      throw new IllegalStateException(pattern + " no longer matches " + found.line());
    }
    return matcher.toMatchResult();
  }

  /**
   * Waits until the machine has ended, and fails if any line of the whole run is exactly this text.
   */
  public Console expectNoLine(String line) {
    expectNone("the line \"%s\"".formatted(line), line::equals);
    return this;
  }

  /**
   * Waits until the machine has ended, and fails if any line of the whole run contains this text.
   */
  public Console expectNoText(String text) {
    expectNone("the text \"%s\"".formatted(text), line -> line.contains(text));
    return this;
  }

  /** Waits until the machine has ended, and fails if any line of the whole run contains a match. */
  public Console expectNoMatch(String regex) {
    expectNone("a match of /%s/".formatted(regex), Pattern.compile(regex).asPredicate());
    return this;
  }

  /** Types text; a line wants its {@code \n}. */
  public Console send(String text) {
    try {
      machine.process().send(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "cannot type \"%s\": %s".formatted(text.strip(), machine.state()), failure);
    }
    return this;
  }

  /** Lets the next expectation start at the first line again. */
  public Console rewind() {
    position = 0;
    return this;
  }

  /** Everything printed so far. */
  public String transcript() {
    return transcript.text();
  }

  /** Everything printed so far, as lines. */
  public List<String> lines() {
    return transcript.text().lines().toList();
  }

  /** What an expectation found in a line: characters from start to end. */
  private record Found(String line, int start, int end) {}

  private static Optional<Found> at(boolean found, int start, int end) {
    return found ? Optional.of(new Found("", start, end)) : Optional.empty();
  }

  private Found expect(String what, Function<String, Optional<Found>> search, String hint) {
    Function<String, Optional<Found>> withLine =
        line -> search.apply(line).map(found -> new Found(line, found.start(), found.end()));
    var outcome = machine.await(position, withLine);
    if (outcome instanceof Transcript.Found<Found>(Found found, long start, long end)) {
      boolean wholeLine = found.end() == found.line().length();
      position = wholeLine ? end : start + found.end();
      return found;
    }
    throw new AssertionError(
        "expected %s on the console, but %s%s".formatted(what, machine.state(), explain(hint)));
  }

  private String explain(String hint) {
    if (hint.isEmpty()) {
      return "";
    }
    String passed =
        transcript.text().substring(0, (int) Math.min(position, transcript.text().length()));
    Optional<String> near =
        transcript
            .text(position)
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).contains(hint.toLowerCase(Locale.ROOT)))
            .findFirst();
    if (near.isPresent()) {
      return "; there is a line \"%s\"".formatted(near.get());
    }
    return passed.contains(hint) ? "; it was printed before what an earlier expectation found" : "";
  }

  private void expectNone(String what, Predicate<String> search) {
    machine.awaitEnd();
    var found = new LinkedHashSet<>(lines().stream().filter(search).toList());
    if (!found.isEmpty()) {
      throw new AssertionError(
          "expected a run without %s, but there is %s".formatted(what, quoted(found)));
    }
  }

  private static String quoted(Collection<String> lines) {
    return String.join(", ", lines.stream().map(line -> '"' + line + '"').toList());
  }
}
