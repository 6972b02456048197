package org.demitasse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which test has passed on which machine, written as a table when all tests have run. A test with
 * several invocations on a machine passes if all of them do; those that the machine has no such
 * variation for do not count.
 */
final class MachineTable implements AutoCloseable {
  /** Worst last. */
  enum Result {
    SKIPPED("-"),
    PASSED("passes"),
    FAILED("FAILS");

    private final String text;

    Result(String text) {
      this.text = text;
    }
  }

  private final Path file;
  private final Map<String, Map<String, Result>> tests = new TreeMap<>();

  MachineTable(Path file) {
    this.file = file;
  }

  synchronized void add(String test, String machine, Result result) {
    tests
        .computeIfAbsent(test, name -> new TreeMap<>())
        .merge(machine, result, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  synchronized String text() {
    var machines =
        tests.values().stream()
            .flatMap(results -> results.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new))
            .descendingSet();
    StringBuilder text = new StringBuilder("| test |");
    machines.forEach(machine -> text.append(' ').append(machine).append(" |"));
    text.append("\n| --- |").append(" --- |".repeat(machines.size())).append('\n');
    tests.forEach(
        (test, results) -> {
          text.append("| ").append(test).append(" |");
          machines.forEach(
              machine ->
                  text.append(' ')
                      .append(results.getOrDefault(machine, Result.SKIPPED).text)
                      .append(" |"));
          text.append('\n');
        });
    return text.toString();
  }

  /** Writes the table. */
  @Override
  public void close() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}
