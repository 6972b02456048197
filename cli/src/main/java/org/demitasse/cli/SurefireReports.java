package org.demitasse.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The outcome of all tests of a build, added up from the reports that Surefire writes for each test
 * class ({@code target/surefire-reports/TEST-*.xml}).
 */
record SurefireReports(int tests, int failures, int errors, int skipped) {
  private static final int DEPTH = 6;

  /** A test, and what it has within unless it passed. */
  private static final List<String> ELEMENTS = List.of("testcase", "failure", "error", "skipped");

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

  /**
   * Counts the tests themselves: the sums in a report's first element leave out those of a class
   * that is run several times (Surefire 3.5.4 with class templates of JUnit 6).
   */
  private static SurefireReports read(Path report) {
    int[] counts = new int[4];
    try (InputStream input = Files.newInputStream(report)) {
      XMLInputFactory factory = XMLInputFactory.newFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      XMLStreamReader reader = factory.createXMLStreamReader(input);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          int index = ELEMENTS.indexOf(reader.getLocalName());
          if (index >= 0) {
            counts[index]++;
          }
        }
      }
    } catch (XMLStreamException malformed) {
      throw new UncheckedIOException(new IOException(report + " is no report", malformed));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + report, unreadable);
    }
    return new SurefireReports(counts[0], counts[1], counts[2], counts[3]);
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
