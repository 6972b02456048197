package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;

/**
 * The right to answer one call of a thread, when it is kept as a capability. Part of the thread, as
 * a thread has one open call at most; the end of the call ends the life of the right.
 */
final class ReplyRight extends KernelObject {
  final UserThread thread;

  ReplyRight(UserThread thread) {
    super(ObjectKind.REPLY, thread.index);
    this.thread = thread;
  }
}
