package org.demitasse.kernel.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class Bcm2835WatchdogTest {
  /** Counts down while it is read; refuses what comes without the password. */
  private static final class Watchdog extends FakeRegisters {
    @Override
    int read(int offset) {
      int value = value(offset);
      if (offset == 0x24 && value > 0) {
        with(offset, value - 1);
      }
      return value;
    }

    @Override
    void write(int offset, int value) {
      assertThat(value >>> 24).as("password").isEqualTo(0x5A);
      with(offset, value & 0xFF_FFFF);
    }
  }

  @Test
  void off_asksForThePartitionThatHalts_beforeItResets() {
    Watchdog registers = new Watchdog();
    // What a board has after a start, and a bit of each register that is not the driver's.
    registers.with(0x1C, 0x0000_0112).with(0x20, 0x0000_1020);
    new Bcm2835Watchdog(registers).off();
    assertThat(registers.writes())
        .isEqualTo(
            List.of(
                new FakeRegisters.Access(true, 0x20, 0x5A00_1575),
                new FakeRegisters.Access(true, 0x24, 0x5A00_000A),
                new FakeRegisters.Access(true, 0x1C, 0x5A00_0122)));
    registers.assertOrderedAndForget();
  }

  @Test
  void off_returnsFromAWatchdogThatDoesNotBark() {
    FakeRegisters dead =
        new FakeRegisters() {
          @Override
          int read(int offset) {
            return -1;
          }
        };
    Bcm2835Watchdog watchdog = new Bcm2835Watchdog(dead);
    watchdog.off();
    assertThat(watchdog.label()).isEqualTo("BCM2835 watchdog");
  }
}
