package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;

/**
 * The right to create so many kernel objects. A factory made by another has a part of its quota;
 * what it does not use goes back when it is destroyed, the rest when its objects are.
 */
final class Factory extends KernelObject {
  int limit;
  int used;

  /** Index -1: the first one, which is in no pool. */
  Factory(int index) {
    super(ObjectKind.FACTORY, index);
  }
}
