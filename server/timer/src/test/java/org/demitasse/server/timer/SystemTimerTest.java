package org.demitasse.server.timer;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.base.raw.WritableMemory;
import org.junit.jupiter.api.Test;

/** Beside a counter that goes on with every access, and matches when it is equal. */
class SystemTimerTest {
  private static final long AT = 0x1000;

  private long counter = 1_000_000;
  private long step;
  private int compare;
  private boolean matched = true;

  private void pass(long microseconds) {
    long untilMatch = compare - counter & 0xFFFF_FFFFL;
    matched |= untilMatch > 0 && untilMatch <= microseconds;
    counter += microseconds;
  }

  private final WritableMemory memory =
      new WritableMemory() {
        @Override
        public int loadInt(long address) {
          pass(step);
          return switch ((int) (address - AT)) {
            case 0x00 -> matched ? 2 : 0;
            case 0x04 -> (int) counter;
            case 0x08 -> (int) (counter >>> 32);
            default -> throw new AssertionError("read of " + address);
          };
        }

        @Override
        public void storeInt(long address, int value) {
          switch ((int) (address - AT)) {
            case 0x00 -> {
              assertThat(value).as("only one's own comparator").isEqualTo(2);
              matched = false;
            }
            case 0x10 -> compare = value;
            default -> throw new AssertionError("write to " + address);
          }
          pass(step);
        }

        @Override
        public int loadByte(long address) {
          throw new AssertionError("the registers are words");
        }

        @Override
        public long loadLong(long address) {
          throw new AssertionError("the registers are words");
        }

        @Override
        public void storeLong(long address, long value) {
          throw new AssertionError("the registers are words");
        }

        @Override
        public void copy(long target, long source, long size) {
          throw new AssertionError("the registers are words");
        }

        @Override
        public void clear(long address, long size) {
          throw new AssertionError("the registers are words");
        }
      };

  private final SystemTimer timer = new SystemTimer(memory, AT);

  @Test
  void now_isRightWhileTheLowerHalfWraps() {
    assertThat(timer.now()).isEqualTo(1_000_000);
    counter = 0x1_FFFF_FFFFL;
    step = 1;
    long before = counter;
    long now = timer.now();
    assertThat(now).isBetween(before, counter);
  }

  @Test
  void interruptAt_comesWhenItIsTime() {
    assertThat(matched).as("what was left").isFalse();
    timer.interruptAt(counter + 500);
    pass(499);
    assertThat(matched).isFalse();
    pass(1);
    assertThat(matched).isTrue();
    timer.stop();
    assertThat(matched).isFalse();
    pass(1_000_000);
    assertThat(matched).isFalse();
  }

  @Test
  void interruptAt_ofATimeThatIsOver_comesAtOnce() {
    timer.interruptAt(counter - 1);
    pass(10);
    assertThat(matched).isTrue();
  }

  @Test
  void interruptAt_isNotMissed_howeverSlowTheAccesses() {
    for (step = 1; step < 1000; step *= 3) {
      timer.interruptAt(counter + 1);
      pass(100_000);
      assertThat(matched).as("%d microseconds for an access", step).isTrue();
    }
  }

  @Test
  void interruptAt_ofATimeBeyondTheComparator_comesOnTheWay() {
    timer.interruptAt(counter + (5L << 32));
    pass(1L << 30);
    assertThat(matched).isFalse();
    pass(1L << 30);
    assertThat(matched).as("the queue sets it again").isTrue();
  }
}
