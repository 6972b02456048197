package org.demitasse.boottest;

import org.demitasse.base.raw.RawMemory;

/**
 * What the root programs of these tests know of a machine: interrupt lines, and an alarm whose
 * interrupt every processor can get.
 */
enum BoardFacts {
  /**
   * QEMU 7.2, hw/arm/virt.c: the virtual timer is private interrupt 11, UART0 shared interrupt 1,
   * and a PL031 shared interrupt 2 (Arm DDI 0224B: RTCDR, RTCMR, RTCIMSC, RTCICR).
   */
  VIRT(16 + 11, 32 + 1, 0x901_0000L, 32 + 2) {
    @Override
    void startAlarm(long registers) {
      RawMemory.storeInt(registers + 0x10, 1);
      RawMemory.storeInt(registers + 0x04, RawMemory.loadInt(registers) + 1);
    }

    @Override
    void endAlarm(long registers) {
      RawMemory.storeInt(registers + 0x1C, 1);
    }

    @Override
    void stopAlarm(long registers) {
      RawMemory.storeInt(registers + 0x10, 0);
    }
  },

  /**
   * The virtual timer is local interrupt 3 (QA7, 4.10), the PL011 number 25 of bank 2, and
   * comparator 1 of the system timer number 1 of bank 1 (BCM2835 ARM Peripherals, 7.5 and 12: CS,
   * CLO, C1). Lines: 32 * (bank + 1) + number.
   */
  RASPI3B(3, 96 + 25, 0x3F00_3000L, 64 + 1) {
    @Override
    void startAlarm(long registers) {
      RawMemory.storeInt(registers + 0x10, RawMemory.loadInt(registers + 0x04) + 1_000_000);
    }

    @Override
    void endAlarm(long registers) {
      RawMemory.storeInt(registers, 1 << 1);
    }

    @Override
    void stopAlarm(long registers) {
      endAlarm(registers);
    }
  };

  /** Of the virtual timer. */
  final int timerLine;

  /** Of the PL011. */
  final int serialLine;

  /** Physical address of the alarm's registers. */
  final long alarmAddress;

  final int alarmLine;

  BoardFacts(int timerLine, int serialLine, long alarmAddress, int alarmLine) {
    this.timerLine = timerLine;
    this.serialLine = serialLine;
    this.alarmAddress = alarmAddress;
    this.alarmLine = alarmLine;
  }

  /** Returns those of a machine by its name. */
  static BoardFacts of(String machine) {
    return machine.equals("raspi3b") ? RASPI3B : VIRT;
  }

  /** Signals in about a second. */
  abstract void startAlarm(long registers);

  /** Lets the line fall. */
  abstract void endAlarm(long registers);

  /** Signals no more. */
  abstract void stopAlarm(long registers);
}
