package org.demitasse.testkit;

import java.io.Serial;

/**
 * Console and command line of what a failed test has booted. It hangs on the test's failure as a
 * suppressed exception, which every test runner shows, and has no stack trace of its own.
 */
final class BootReport extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BootReport(String report) {
    super("what the test booted\n" + report, null, false, false);
  }
}
