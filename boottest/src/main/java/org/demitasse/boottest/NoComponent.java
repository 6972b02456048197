package org.demitasse.boottest;

/** Neither a component nor a program; the build refuses it. */
public final class NoComponent {
  /** Nobody calls this. */
  public int construct() {
    return 0;
  }
}
