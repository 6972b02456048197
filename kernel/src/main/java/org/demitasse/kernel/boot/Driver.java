package org.demitasse.kernel.boot;

import org.jspecify.annotations.Nullable;

/** A driver that is part of the kernel: what it is called, and which devices it knows. */
public interface Driver {
  /** Returns its name for people. */
  String label();

  /**
   * Returns a value of {@code compatible} that nodes of its devices have (Devicetree Specification
   * 0.4, 2.3.1), those that are looked for first in front; null behind the last.
   */
  @Nullable String compatible(int index);
}
