package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.InterruptController;

/**
 * The interrupts of BCM2836 and BCM2837: a controller of the processors' own lines, with a part for
 * each of the four cores (BCM2836 ARM-local peripherals, QA7, rev 3.4, sections 4.4 to 4.10), and
 * behind its line 8 that of the peripherals, the BCM2835's (BCM2835 ARM Peripherals, chapter 7).
 *
 * <p>Lines are counted in groups of 32: group 0 has the local lines by their bits in the source
 * registers (QA7, 4.10), groups 1, 2 and 3 have the peripherals' banks 0, 1 and 2 by their bits in
 * the pending registers (7.5). So a device whose {@code interrupts} are {@code <bank number>}
 * (binding brcm,bcm2835-armctrl-ic) has line 32 * (bank + 1) + number.
 *
 * <p>All lines are level-triggered. The hardware routes the peripherals' lines all to one core,
 * that which boots. Mailbox 0 of each core carries {@link #reschedule}.
 */
final class Bcm2836Interrupts implements InterruptController {
  /** Local registers, QA7 4.1: one word for each core, or four for its mailboxes. */
  private static final int LOCAL_CONTROL = 0x00;

  private static final int PRESCALER = 0x08;
  private static final int PERIPHERALS_ROUTING = 0x0C;
  private static final int PERFORMANCE_ROUTING_CLEAR = 0x14;
  private static final int LOCAL_TIMER_CONTROL = 0x34;
  private static final int TIMERS = 0x40;
  private static final int MAILBOXES = 0x50;
  private static final int SOURCE = 0x60;
  private static final int MAILBOX_SET = 0x80;
  private static final int MAILBOX_CLEAR = 0xC0;

  /** 4.2, 4.3: the counter advances by one with each tick of the crystal. */
  private static final int CRYSTAL = 0;

  private static final int UNDIVIDED = 0x8000_0000;

  /** Source bits: four timers of the core, four mailboxes, all peripherals together. */
  private static final int TIMER_LINES = 4;

  private static final int TIMER_MASK = 0xF;
  private static final int MAILBOX = 1 << 4;
  private static final int PERIPHERALS = 1 << 8;

  /** Bit of mailbox 0 in the mailbox control register: interrupt, not fast interrupt. */
  private static final int MAILBOX_0 = 1;

  private static final int ALL = -1;

  /** Registers of the peripherals' controller, 7.5: pending by bank, then FIQ control. */
  private static final int PENDING = 0x00;

  private static final int FAST_CONTROL = 0x0C;

  /** Of banks 1, 2 and 0, one behind the other. */
  private static final int ENABLE = 0x10;

  private static final int DISABLE = 0x1C;

  /** Lines of bank 0 are bits 7:0; those above repeat some of the other banks. */
  private static final int BANK_0_MASK = 0xFF;

  private static final int BANK_0_LINES = 8;
  private static final int BANKS = 3;
  private static final int CORES = 4;

  /** Tells which core calls. */
  interface Core {
    /** Returns its number, 0 to 3. */
    int number();
  }

  private final DeviceRegisters local;
  private final DeviceRegisters peripherals;
  private final Core core;

  /** The number of the core that each processor is. */
  private final int[] cores;

  /**
   * Turns everything off; the peripherals' lines come to the calling core.
   *
   * @param processors how many will call {@link #startProcessor}
   * @param withoutFirmware whether nobody else has set the counter's clock
   */
  Bcm2836Interrupts(
      DeviceRegisters local,
      DeviceRegisters peripherals,
      Core core,
      int processors,
      boolean withoutFirmware) {
    this.local = local;
    this.peripherals = peripherals;
    this.core = core;
    cores = new int[processors];
    local.order();
    if (withoutFirmware) {
      local.store(LOCAL_CONTROL, CRYSTAL);
      local.store(PRESCALER, UNDIVIDED);
    }
    for (int i = 0; i < CORES; i++) {
      local.store(TIMERS + i * 4, 0);
      local.store(MAILBOXES + i * 4, 0);
    }
    local.store(PERFORMANCE_ROUTING_CLEAR, ALL);
    local.store(LOCAL_TIMER_CONTROL, 0);
    local.store(PERIPHERALS_ROUTING, core.number());
    local.order();
    peripherals.store(FAST_CONTROL, 0);
    for (int bank = 0; bank < BANKS; bank++) {
      peripherals.store(ofBank(DISABLE, bank), ALL);
    }
    peripherals.order();
  }

  /** Returns the line of a device of the peripherals' controller, or -1. */
  static int line(int bank, int number) {
    boolean exists = bank >= 0 && bank < BANKS && number >= 0 && number < 32;
    return exists && (bank > 0 || number < BANK_0_LINES) ? (bank + 1) * 32 + number : -1;
  }

  /** Returns the line of a local interrupt, or -1 if it is none of a device. */
  static int localLine(int number) {
    return number >= 0 && number < TIMER_LINES ? number : -1;
  }

  @Override
  public void startProcessor(int processor) {
    int number = core.number();
    cores[processor] = number;
    local.order();
    for (int i = 0; i < 4; i++) {
      local.store(MAILBOX_CLEAR + number * 16 + i * 4, ALL);
    }
    local.store(TIMERS + number * 4, 0);
    local.store(MAILBOXES + number * 4, MAILBOX_0);
    local.order();
  }

  @Override
  public int lines() {
    return (BANKS + 1) * 32;
  }

  @Override
  public boolean assignable(int line) {
    return line < 32 ? localLine(line) >= 0 : line(line / 32 - 1, line & 31) >= 0;
  }

  /** Does nothing: the hardware knows levels only. */
  @Override
  public void configure(int line, boolean edge) {}

  @Override
  public void unmask(int line, int processor) {
    if (line < 32) {
      route(line, true);
    } else {
      write(ENABLE, line);
    }
  }

  @Override
  public void mask(int line) {
    if (line < 32) {
      route(line, false);
    } else {
      write(DISABLE, line);
    }
  }

  private static int ofBank(int registers, int bank) {
    return registers + (bank == 0 ? 2 : bank - 1) * 4;
  }

  private void write(int registers, int line) {
    peripherals.order();
    peripherals.store(ofBank(registers, line / 32 - 1), 1 << (line & 31));
    peripherals.order();
  }

  /**
   * The register is the calling core's own, and the kernel runs to completion: nobody interferes.
   */
  private void route(int line, boolean on) {
    local.order();
    int register = TIMERS + core.number() * 4;
    int old = local.load(register);
    local.store(register, on ? old | 1 << line : old & ~(1 << line));
    local.order();
  }

  @Override
  public int take() {
    int number = core.number();
    local.order();
    int source = local.load(SOURCE + number * 4);
    int taken = NONE;
    if ((source & MAILBOX) != 0) {
      // The ordering behind it lets nobody's later message be lost with this one.
      local.store(MAILBOX_CLEAR + number * 16, ALL);
      taken = RESCHEDULE;
    } else if ((source & TIMER_MASK) != 0) {
      taken = Integer.numberOfTrailingZeros(source & TIMER_MASK);
    }
    local.order();
    return taken == NONE && (source & PERIPHERALS) != 0 ? takePeripheral() : taken;
  }

  private int takePeripheral() {
    int taken = NONE;
    for (int bank = BANKS - 1; bank >= 0; bank--) {
      int pending = peripherals.load(PENDING + bank * 4);
      if (bank == 0) {
        pending &= BANK_0_MASK;
      }
      if (pending != 0) {
        taken = (bank + 1) * 32 + Integer.numberOfTrailingZeros(pending);
      }
    }
    peripherals.order();
    return taken;
  }

  /** Does nothing: a level that has been masked is gone, and no state is kept. */
  @Override
  public void end(int line) {}

  @Override
  public void reschedule(int processor) {
    local.order();
    local.store(MAILBOX_SET + cores[processor] * 16, 1);
    local.order();
  }
}
