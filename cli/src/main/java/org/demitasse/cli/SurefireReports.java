package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The outcome of all tests of a build, added up from the reports that Surefire writes for each test
 * class ({@code target/surefire-reports/TEST-*.xml}).
 */
record SurefireReports(int tests, int failures, int errors, int skipped) {
  private static final int DEPTH = 6;
  private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>", Pattern.DOTALL);

  /** Adds up the reports below a folder that were written since a time. */
  static SurefireReports read(Path folder, FileTime since) {
    try (Stream<Path> files =
        Files.find(folder, DEPTH, (path, attributes) -> isReport(path, attributes, since))) {
      return files
          .map(SurefireReports::read)
          .reduce(new SurefireReports(0, 0, 0, 0), SurefireReports::plus);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the reports in " + folder, unreadable);
    }
  }

  private static boolean isReport(Path path, BasicFileAttributes attributes, FileTime since) {
    String name = path.getFileName().toString();
    return attributes.isRegularFile()
        && name.startsWith("TEST-")
        && name.endsWith(".xml")
        && path.resolveSibling("").endsWith(Path.of("target", "surefire-reports"))
        && attributes.lastModifiedTime().compareTo(since) >= 0;
  }

  private static SurefireReports read(Path report) {
    try {
      Matcher suite = SUITE.matcher(Files.readString(report));
      String head = suite.find() ? suite.group() : "";
      return new SurefireReports(
          attribute(head, "tests"),
          attribute(head, "failures"),
          attribute(head, "errors"),
          attribute(head, "skipped"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + report, unreadable);
    }
  }

  private static int attribute(String element, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "=\"(\\d{1,9})\"").matcher(element);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private SurefireReports plus(SurefireReports other) {
    return new SurefireReports(
        tests + other.tests,
        failures + other.failures,
        errors + other.errors,
        skipped + other.skipped);
  }

  boolean passed() {
    return failures == 0 && errors == 0;
  }

  /** The line that Surefire itself prints at the end of a module. */
  @Override
  public String toString() {
    String level = !passed() ? "ERROR" : skipped > 0 ? "WARNING" : "INFO";
    return "[%s] Tests run: %d, Failures: %d, Errors: %d, Skipped: %d"
        .formatted(level, tests, failures, errors, skipped);
  }
}
