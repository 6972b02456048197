package org.demitasse.boottest;

import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;

/**
 * A root program that reads the console by interrupts: the PL011's receive interrupt is a shared
 * line. It types back what it got and counts how often it was woken. Arm DDI 0183G, 3.3.
 */
public final class SerialDriverRoot {
  private static final long UART = ProgramLayout.ROOT_CONSOLE;
  private static final int DATA = 0x00;
  private static final int FLAGS = 0x18;
  private static final int RECEIVE_EMPTY = 1 << 4;
  private static final int MASK = 0x38;
  private static final int CLEAR = 0x44;

  /** Interrupt at every byte, or when bytes have waited for a while. */
  private static final int RECEIVE = 1 << 4 | 1 << 6;

  private SerialDriverRoot() {}

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long factory = resources.capabilities().factory();
    long notification = Kernel.createNotification(factory);
    int lineOfInterrupt = BoardFacts.of(resources.capabilities().machine()).serialLine;
    long interrupt =
        Kernel.createInterrupt(
            factory, resources.capabilities().machineControl(), lineOfInterrupt, false);
    Kernel.bindInterrupt(interrupt, notification, 1);
    RawMemory.storeInt(UART + MASK, RECEIVE);
    Message message = new Message();
    StringBuilder line = new StringBuilder();
    int interrupts = 0;
    System.out.println("type three lines");
    for (int lines = 0; lines < 3; ) {
      int result = message.waitAt(notification);
      if (result != ResultCode.SIGNALS || message.label() != 1) {
        throw new IllegalStateException("a wait ended with " + result);
      }
      interrupts++;
      if (message.poll(notification) != ResultCode.WOULD_WAIT) {
        throw new IllegalStateException("a second interrupt before the first was acknowledged");
      }
      // Before the bytes are read: one that comes after the last look raises it again.
      RawMemory.storeInt(UART + CLEAR, RECEIVE);
      while ((RawMemory.loadInt(UART + FLAGS) & RECEIVE_EMPTY) == 0) {
        int next = RawMemory.loadInt(UART + DATA) & 0xFF;
        if (next != '\n' && next != '\r') {
          line.append((char) next);
          continue;
        }
        lines++;
        System.out.println("line " + lines + ": " + line);
        line.setLength(0);
      }
      Kernel.acknowledge(interrupt);
    }
    System.out.println("woken by " + interrupts + " interrupts");
  }
}
