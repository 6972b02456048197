package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.jspecify.annotations.Nullable;

/** A line of the interrupt controller in the hands of a driver. */
final class InterruptLine extends KernelObject {
  int line;

  @Nullable Notification notification;
  long bits;

  /** Next among those of the same notification. */
  @Nullable InterruptLine next;

  /** The processor that it interrupts. */
  int processor;

  InterruptLine(int index) {
    super(ObjectKind.INTERRUPT, index);
  }
}
