package org.demitasse.toolchain.netboot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a server has said. */
final class RecordedLog implements NetbootLog {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @Override
  public void line(String text) {
    lines.add(text);
  }

  @Override
  public void progress(String transfer, long sent, long size) {
    progress.add(transfer);
  }

  List<String> lines() {
    return lines;
  }

  String last() {
    return lines.get(lines.size() - 1);
  }
}
