package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;

/** The right to map whole pages of physical memory with given permissions. */
final class PhysicalRange extends KernelObject {
  long start;
  long size;

  /** {@link org.demitasse.abi.Permission}; DEVICE if it is no RAM. */
  int permissions;

  PhysicalRange(int index) {
    super(ObjectKind.PHYSICAL_RANGE, index);
  }
}
