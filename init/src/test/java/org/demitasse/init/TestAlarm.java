package org.demitasse.init;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time that passes when the test says so. */
final class TestAlarm implements Alarm {
  private record Due(long time, Runnable action) {}

  private final List<Due> waiting = new ArrayList<>();
  private long now;

  @Override
  public void after(long milliseconds, Runnable action) {
    waiting.add(new Due(now + milliseconds, action));
  }

  /** Lets time pass until the next thing is due, but not beyond the end; null if nothing is. */
  @Nullable Runnable next(long end) {
    @Nullable Due first = null;
    for (Due each : waiting) {
      if (each.time() <= end && (first == null || each.time() < first.time())) {
        first = each;
      }
    }
    if (first == null) {
      now = end;
      return null;
    }
    waiting.remove(first);
    now = first.time();
    return first.action();
  }

  long now() {
    return now;
  }
}
