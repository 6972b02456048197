package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.Console;

/**
 * The mini UART of the BCM2835's auxiliary peripherals, polled (BCM2835 ARM Peripherals, 2.2 "Mini
 * UART"). Binding brcm,bcm2835-aux-uart: {@code reg} begins at AUX_MU_IO_REG. Speed and pins stay
 * as the firmware left them; what it has not switched on is switched on.
 */
final class MiniUart implements Console {
  /**
   * AUXENB (2.1): its bit 0 gives the mini UART its registers. It is common to the auxiliary
   * peripherals and lies 0x3C below those of the mini UART.
   */
  private static final int ENABLES = -0x3C;

  /** AUX_MU_IO_REG, data. */
  private static final int DATA = 0x00;

  /** AUX_MU_IER_REG, interrupts. */
  private static final int INTERRUPTS = 0x04;

  /** AUX_MU_IIR_REG; bits 2:1 written as ones clear both FIFOs. */
  private static final int FIFOS = 0x08;

  /** AUX_MU_LCR_REG. 8-bit mode takes bit 1, too, which the manual calls reserved. */
  private static final int LINE_CONTROL = 0x0C;

  /** AUX_MU_LSR_REG: bit 0, data ready; bit 5, the transmitter takes a byte. */
  private static final int LINE_STATUS = 0x14;

  /** AUX_MU_CNTL_REG: bit 0, receiver; bit 1, transmitter. */
  private static final int CONTROL = 0x20;

  private static final int UART_ENABLED = 1;
  private static final int EIGHT_BITS = 3;
  private static final int BOTH_FIFOS = 6;
  private static final int BOTH_WAYS = 3;
  private static final int DATA_READY = 1;
  private static final int TRANSMITTER_READY = 1 << 5;

  private final DeviceRegisters registers;

  MiniUart(DeviceRegisters registers) {
    this.registers = registers;
    registers.order();
    int enables = registers.load(ENABLES);
    if ((enables & UART_ENABLED) == 0) {
      registers.store(ENABLES, enables | UART_ENABLED);
    }
    if ((registers.load(CONTROL) & BOTH_WAYS) != BOTH_WAYS) {
      registers.store(INTERRUPTS, 0);
      registers.store(LINE_CONTROL, EIGHT_BITS);
      registers.store(FIFOS, BOTH_FIFOS);
      registers.store(CONTROL, BOTH_WAYS);
    }
    registers.order();
  }

  @Override
  public void put(int value) {
    registers.order();
    while ((registers.load(LINE_STATUS) & TRANSMITTER_READY) == 0) {
      // The FIFO drains by itself.
    }
    registers.store(DATA, value & 0xFF);
    registers.order();
  }

  @Override
  public int get() {
    registers.order();
    int value = (registers.load(LINE_STATUS) & DATA_READY) == 0 ? -1 : registers.load(DATA) & 0xFF;
    registers.order();
    return value;
  }
}
