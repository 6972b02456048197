package org.demitasse.server.reportrom;

import java.util.ArrayList;
import java.util.List;

/** The last report under a label, and who reads it. */
final class Report {
  /** Told that there is a new one. */
  interface Reader {
    void changed();
  }

  private final List<Reader> readers = new ArrayList<>();
  private byte[] content = new byte[0];
  private int version;

  /** Takes over a new report. */
  void submit(byte[] newContent) {
    content = newContent;
    version++;
    for (Reader each : readers) {
      each.changed();
    }
  }

  byte[] content() {
    return content;
  }

  /** Returns how many reports there have been. */
  int version() {
    return version;
  }

  void add(Reader reader) {
    readers.add(reader);
  }

  void remove(Reader reader) {
    readers.remove(reader);
  }
}
