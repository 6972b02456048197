package org.demitasse.bench;

/**
 * One number.
 *
 * @param name what was measured, a phrase that makes sense alone
 * @param value the number
 * @param unit what it counts
 * @param beside the numbers to compare it with, a phrase; empty when there are none
 */
record Measurement(String name, double value, Unit unit, String beside) {
  /** What a number counts. */
  enum Unit {
    /** Instructions of the guest, exact and repeatable. */
    INSTRUCTIONS("instructions", "%,.0f"),
    BYTES("bytes", "%,.0f"),
    /** Seconds of the host, which vary. */
    SECONDS("s", "%.2f");

    private final String label;
    private final String format;

    Unit(String label, String format) {
      this.label = label;
      this.format = format;
    }

    String label() {
      return label;
    }

    String format() {
      return format;
    }
  }
}
