package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;

/**
 * The right to create so many kernel objects, and to use so many of the kernel's pages: each counts
 * as one. A factory made by another has a part of its quota; what it does not use goes back when it
 * is destroyed, the rest when its objects are.
 */
final class Factory extends KernelObject {
  int limit;
  int used;

  /**
   * Says whether so much can be paid. A dead factory pays nothing any more: what comes back to it
   * belongs to the one it was made by.
   */
  boolean affords(int amount) {
    return alive && amount <= limit - used;
  }

  /** Index -1: the first one, which is in no pool. */
  Factory(int index) {
    super(ObjectKind.FACTORY, index);
  }
}
