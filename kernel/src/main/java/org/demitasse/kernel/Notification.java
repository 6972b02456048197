package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.jspecify.annotations.Nullable;

/** A word of pending bits. A bit that is set again before it was delivered is set still. */
final class Notification extends KernelObject {
  long pending;

  /** Bits that are delivered; others wait until they are among these. */
  long accepted;

  /** Threads that wait for this notification itself. */
  final ThreadQueue waiters = new ThreadQueue();

  /** A wait there is a wait for signals, too. */
  @Nullable Endpoint endpoint;

  @Nullable Portal firstPortal;
  @Nullable InterruptLine firstInterrupt;

  Notification(int index) {
    super(ObjectKind.NOTIFICATION, index);
  }
}
