package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReportsTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

  @TempDir Path folder;

  @Test
  void reportsOfAllModulesAreAddedUp() throws IOException {
    report("abi/target/surefire-reports/TEST-a.xml", 3, 0, 0, 0);
    report("kernel/aarch64/target/surefire-reports/TEST-b.xml", 4, 0, 0, 0);
    assertThat(SurefireReports.read(folder, LONG_AGO))
        .hasToString("[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0");
  }

  @Test
  void failuresAndSkippedTestsShow() throws IOException {
    report("target/surefire-reports/TEST-a.xml", 3, 0, 0, 1);
    assertThat(SurefireReports.read(folder, LONG_AGO))
        .hasToString("[WARNING] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1");
    report("target/surefire-reports/TEST-b.xml", 5, 1, 2, 0);
    assertThat(SurefireReports.read(folder, LONG_AGO))
        .hasToString("[ERROR] Tests run: 8, Failures: 1, Errors: 2, Skipped: 1");
    assertThat(SurefireReports.read(folder, LONG_AGO).passed()).isFalse();
  }

  @Test
  void reportsOfEarlierRunsDoNotCount() throws IOException {
    report("target/surefire-reports/TEST-a.xml", 3, 0, 0, 0);
    assertThat(SurefireReports.read(folder, FileTime.from(Instant.now().plusSeconds(60))).tests())
        .isZero();
  }

  private void report(String file, int tests, int failures, int errors, int skipped)
      throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.resolve("..").normalize());
    Files.writeString(
        path,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite xmlns:xsi="x" version="3.0.2" name="a" time="1.2"
            tests="0" errors="0" skipped="0" failures="0">
          %s%s%s%s
        </testsuite>
        """
            .formatted(
                "<testcase name='a'><system-out><![CDATA[<testcase>]]></system-out></testcase>"
                    .repeat(tests - failures - errors - skipped),
                "<testcase name='b'><failure message='m'/></testcase>".repeat(failures),
                "<testcase name='c'><error message='m'/></testcase>".repeat(errors),
                "<testcase name='d'><skipped message='m'/></testcase>".repeat(skipped)));
  }
}
