package org.demitasse.kernel;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the kernel's pool of capabilities, held by one space. User land names it by its
 * handle: index in bits 0 to 19, above it the number of the entry's life, so that the handle of a
 * deleted capability stays refused when the entry is used again.
 */
final class Capability {
  static final int INDEX_BITS = 20;
  static final int INDEX = (1 << INDEX_BITS) - 1;

  final int index;

  /** 0 if the entry is free. */
  long handle;

  @Nullable Space owner;
  @Nullable KernelObject object;
  int objectGeneration;

  /** The holder may destroy and configure the object. */
  boolean control;

  /** The object again, if it is a portal or an endpoint: spares messages the check of its class. */
  @Nullable Portal portal;

  @Nullable Endpoint endpoint;

  /** Neighbours in the owner's list; {@code next} also links free entries. */
  @Nullable Capability next;

  @Nullable Capability previous;

  /** Number of lives, 31 bits, never 0. */
  int life;

  Capability(int index) {
    this.index = index;
  }
}
