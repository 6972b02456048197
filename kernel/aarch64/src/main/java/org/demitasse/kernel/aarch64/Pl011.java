package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.Console;

/**
 * The PrimeCell UART, polled (Arm DDI 0183G, chapter 3 "Programmer's model"). Speed and line format
 * stay as the firmware left them; the transmitter is switched on if it is off.
 */
final class Pl011 implements Console {
  /** UARTDR, data (3.3.1). */
  private static final int DATA = 0x00;

  /** UARTFR, flags (3.3.3). */
  private static final int FLAGS = 0x18;

  /** UARTLCR_H, line control (3.3.7). */
  private static final int LINE_CONTROL = 0x2C;

  /** UARTCR, control (3.3.8). */
  private static final int CONTROL = 0x30;

  private static final int FLAG_RECEIVE_EMPTY = 1 << 4;
  private static final int FLAG_TRANSMIT_FULL = 1 << 5;

  /** 8 bits, FIFOs on. */
  private static final int EIGHT_BITS_WITH_FIFO = 0x70;

  /** UARTEN, TXE, RXE. */
  private static final int ENABLED = 0x301;

  private final DeviceRegisters registers;

  Pl011(DeviceRegisters registers) {
    this.registers = registers;
    registers.order();
    if ((registers.load(CONTROL) & ENABLED) != ENABLED) {
      registers.store(LINE_CONTROL, EIGHT_BITS_WITH_FIFO);
      registers.store(CONTROL, ENABLED);
    }
    registers.order();
  }

  @Override
  public void put(int value) {
    registers.order();
    while ((registers.load(FLAGS) & FLAG_TRANSMIT_FULL) != 0) {
      // The FIFO drains by itself.
    }
    registers.store(DATA, value & 0xFF);
    registers.order();
  }

  @Override
  public int get() {
    registers.order();
    int value =
        (registers.load(FLAGS) & FLAG_RECEIVE_EMPTY) != 0 ? -1 : registers.load(DATA) & 0xFF;
    registers.order();
    return value;
  }
}
