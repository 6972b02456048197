package org.demitasse.boottest;

import org.demitasse.kernel.aarch64.KernelMain;

/** A kernel that allocates after it has promised not to. */
public final class AllocatingKernel {
  private static long[] kept = new long[1];

  private AllocatingKernel() {}

  public static void main(String[] arguments) {
    long frame = KernelMain.boot();
    kept = new long[frame == 0 ? 1 : 2];
    kept[0] = frame;
  }
}
