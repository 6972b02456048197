package org.demitasse.core;

import org.demitasse.base.runtime.LogWriter;

/** Numbers with units, as core's lines show them. */
final class Text {
  private Text() {}

  /** Writes a size in the largest unit that shows it within a tenth or so: bytes, KiB, MiB. */
  static LogWriter size(LogWriter log, long bytes) {
    if (bytes < 10L << 10) {
      return log.decimal(bytes).text(" bytes");
    }
    if (bytes < 10L << 20) {
      return log.decimal(bytes >> 10).text(" KiB");
    }
    return log.decimal(bytes >> 20).text(" MiB");
  }
}
