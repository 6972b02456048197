package org.demitasse.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What capabilities name. Every object lives in a slot of a pool made at boot and is used again
 * after it was destroyed.
 *
 * <p>{@code generation} counts the lives of the slot. A capability remembers the generation of the
 * object it was made for; destruction begins by counting on, so that all capabilities and other
 * remembered references are stale from that moment, wherever they are, without being looked for.
 */
abstract sealed class KernelObject
    permits Factory,
        UserThread,
        Space,
        Endpoint,
        Portal,
        Notification,
        InterruptLine,
        PhysicalRange,
        ReplyRight,
        MachineControl {
  /** {@link org.demitasse.abi.ObjectKind}. */
  final int kind;

  /** Place in its pool. */
  final int index;

  int generation = 1;

  /** Created, and its destruction has not begun. */
  boolean alive;

  /** Capabilities of this life. Without any, nobody can reach the object: it is destroyed. */
  int references;

  /** Pays for the object. */
  @Nullable Factory factory;

  /** What it pays: 1 for the object, 1 for each of the kernel's pages that go with it. */
  int cost;

  /** Next in the list of free or of dying objects. */
  @Nullable KernelObject nextInList;

  KernelObject(int kind, int index) {
    this.kind = kind;
    this.index = index;
  }
}
