package org.demitasse.cli;

/** Exit codes of the command line. {@code run} passes on those of the system that it ran. */
final class ExitStatus {
  static final int OK = 0;

  /** The command did its work and the answer is no: a test failed, a program does not compile. */
  static final int FAILURE = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** A description or another input file is wrong. */
  static final int CONFIGURATION = 3;

  /** A program, package or file of this machine is missing or too old. */
  static final int MISSING_TOOL = 4;

  /** The system that ran did not end as it should, or not in time. */
  static final int TARGET = 5;

  /** A mistake in Demitasse itself. */
  static final int INTERNAL = 70;

  private ExitStatus() {}
}
