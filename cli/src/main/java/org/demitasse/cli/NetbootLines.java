package org.demitasse.cli;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.demitasse.toolchain.netboot.NetbootLog;

/** What the network boot server does, as lines on standard output with the time of the day. */
final class NetbootLines implements NetbootLog {
  private static final long PROGRESS_INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Long> shown = new HashMap<>();

  @Override
  public synchronized void line(String text) {
    System.out.println(
        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + text);
  }

  /** Shows how far a transfer is, once a second. */
  @Override
  public synchronized void progress(String transfer, long sent, long size) {
    long now = System.nanoTime();
    Long before = shown.putIfAbsent(transfer, now);
    if (before != null && now - before >= PROGRESS_INTERVAL) {
      shown.put(transfer, now);
      line(
          String.format(
              Locale.ROOT,
              "%s: %d %% of %,d bytes",
              transfer,
              100 * sent / Math.max(1, size),
              size));
    }
  }
}
