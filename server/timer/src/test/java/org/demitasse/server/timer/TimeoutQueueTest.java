package org.demitasse.server.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue on a counter that the test turns; it has 4 ticks for a microsecond. */
class TimeoutQueueTest {
  private static final class TestTimer implements HardwareTimer {
    private long now = 1000;
    private long set = Long.MAX_VALUE;

    @Override
    public long now() {
      return now;
    }

    @Override
    public long ticksPerSecond() {
      return 4_000_000;
    }

    @Override
    public void interruptAt(long ticks) {
      set = ticks;
    }

    @Override
    public void stop() {
      set = Long.MAX_VALUE;
    }
  }

  private final TestTimer timer = new TestTimer();
  private final TimeoutQueue queue = new TimeoutQueue(timer);
  private final List<String> told = new ArrayList<>();

  private Timeout timeout(String name) {
    return new Timeout(() -> told.add(name + " at " + queue.elapsed()));
  }

  /** Lets time pass as the hardware does: the interrupt comes when the counter is there. */
  private void pass(long microseconds) {
    long end = timer.now + 4 * microseconds;
    while (timer.set <= end) {
      timer.now = Math.max(timer.now, timer.set);
      queue.interrupted();
    }
    timer.now = end;
  }

  @Test
  void timeouts_comeInTheOrderOfTheirTimes() {
    queue.once(timeout("late"), 30);
    queue.once(timeout("early"), 10);
    queue.once(timeout("between"), 20);
    queue.once(timeout("between too"), 20);
    pass(100);
    assertThat(told)
        .containsExactly("early at 10", "between at 20", "between too at 20", "late at 30");
    assertThat(timer.set).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void periodic_comesAgainAndAgainUntilItIsCancelled() {
    Timeout timeout = timeout("beat");
    queue.periodic(timeout, 10);
    pass(35);
    queue.cancel(timeout);
    pass(100);
    assertThat(told).containsExactly("beat at 10", "beat at 20", "beat at 30");
  }

  @Test
  void periodic_ofWhichTimesWereMissed_comesOnceForThemAndKeepsItsBeat() {
    queue.periodic(timeout("beat"), 10);
    timer.now += 4 * 37;
    queue.interrupted();
    pass(5);
    assertThat(told).containsExactly("beat at 37", "beat at 40");
  }

  @Test
  void once_setAgain_isVoidBefore() {
    Timeout timeout = timeout("one");
    queue.once(timeout, 10);
    queue.once(timeout, 50);
    pass(40);
    assertThat(told).isEmpty();
    pass(10);
    assertThat(told).containsExactly("one at 50");
  }

  @Test
  void once_setWithinItsOwnAction_comesAgain() {
    Timeout[] own = new Timeout[1];
    own[0] =
        new Timeout(
            () -> {
              told.add("at " + queue.elapsed());
              if (told.size() < 3) {
                queue.once(own[0], 7);
              }
            });
    queue.once(own[0], 7);
    pass(100);
    assertThat(told).containsExactly("at 7", "at 14", "at 21");
  }

  @Test
  void once_ofNoTime_comesAtOnce() {
    queue.once(timeout("now"), 0);
    assertThat(timer.set).isLessThanOrEqualTo(timer.now);
    pass(0);
    assertThat(told).containsExactly("now at 0");
  }

  @Test
  void once_ofTheLongestTime_liesInTheFuture() {
    queue.once(timeout("never"), Long.MAX_VALUE);
    assertThat(timer.set).isGreaterThan(timer.now).isNotEqualTo(Long.MAX_VALUE);
  }

  @Test
  void once_ofATimeThatIsOver_isRefused() {
    assertThatThrownBy(() -> queue.once(timeout("past"), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1 microseconds");
  }
}
