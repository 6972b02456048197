package org.demitasse.kernel.boot;

/** A driver that is part of the kernel: what it is called, and which devices it knows. */
public interface Driver {
  /** Returns its name for people. */
  String label();

  /**
   * Returns the values of {@code compatible} that nodes of its devices have (Devicetree
   * Specification 0.4, 2.3.1), at least one, those that are looked for first in front.
   */
  String[] compatible();
}
