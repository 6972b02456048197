package org.demitasse.ladder;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RootCapabilities;

/** A timer that the kernel leaves to user land. */
abstract class TimerDevice {
  /** Returns the interrupt line, as the kernel counts them. */
  abstract int line();

  /** Gets the right to the registers. */
  abstract void open(RootResources resources);

  abstract long ticksPerSecond();

  abstract long now();

  /** Signals after so many ticks; what was signalled before is taken back. */
  abstract void set(long ticks);

  abstract void stop();

  /** Returns the one that the machine has. */
  static TimerDevice of(RootResources resources) {
    return resources.capabilities().machine().equals("raspi3b")
        ? new SystemTimer()
        : new VirtualTimer();
  }

  /** The processor's virtual timer: PPI 11 of every GIC of the machine virt, 16 + 11. */
  private static final class VirtualTimer extends TimerDevice {
    @Override
    int line() {
      return 27;
    }

    @Override
    void open(RootResources resources) {
      Kernel.allowTimer(
          resources.capabilities().thread(), resources.capabilities().machineControl());
    }

    @Override
    long ticksPerSecond() {
      return LadderMemory.frequency();
    }

    @Override
    long now() {
      return LadderMemory.counter();
    }

    @Override
    void set(long ticks) {
      LadderMemory.setTimer(ticks);
    }

    @Override
    void stop() {
      LadderMemory.stopTimer();
    }
  }

  /**
   * The BCM2835's system timer, comparator 1 (BCM2835 ARM Peripherals, chapter 12; the BCM2837 has
   * it at 0x3F003000): bank 1, number 1 of the peripherals' interrupts, which is line 32 + 32 + 1.
   */
  private static final class SystemTimer extends TimerDevice {
    private static final long REGISTERS = 0x3F00_3000L;
    private static final int STATUS = 0x00;
    private static final int COUNTER_LOW = 0x04;
    private static final int COMPARE = 0x10;
    private static final int MATCHED = 1 << 1;

    private long address;

    @Override
    int line() {
      return 65;
    }

    @Override
    void open(RootResources resources) {
      RootCapabilities capabilities = resources.capabilities();
      address = resources.takeAddresses(1);
      for (RootCapabilities.Range range : capabilities.ranges()) {
        if (range.holds(REGISTERS, ProgramLayout.PAGE_SIZE)) {
          Kernel.map(
              capabilities.space(),
              range.handle(),
              REGISTERS - range.start(),
              address,
              ProgramLayout.PAGE_SIZE,
              Permission.READ | Permission.WRITE);
          return;
        }
      }
      throw new IllegalStateException(
          "no " + ObjectKind.name(ObjectKind.PHYSICAL_RANGE) + " holds the system timer");
    }

    @Override
    long ticksPerSecond() {
      return 1_000_000;
    }

    /** Its lower 32 bits, which take an hour and more to wrap. */
    @Override
    long now() {
      return RawMemory.loadInt(address + COUNTER_LOW) & 0xFFFF_FFFFL;
    }

    @Override
    void set(long ticks) {
      RawMemory.storeInt(address + COMPARE, (int) (now() + ticks));
      RawMemory.storeInt(address + STATUS, MATCHED);
    }

    @Override
    void stop() {
      set(1L << 31);
    }
  }
}
