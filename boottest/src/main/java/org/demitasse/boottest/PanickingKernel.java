package org.demitasse.boottest;

import org.demitasse.kernel.aarch64.KernelMain;

/** A kernel that boots as every other does, and then fails a check of Java instead of going on. */
public final class PanickingKernel {
  private static final int[] THREE = new int[3];

  private PanickingKernel() {}

  public static void main(String[] arguments) {
    long frame = KernelMain.boot();
    // What is not known at build time is not found out by the compiler either.
    fail(frame == 0 ? 0 : 7);
  }

  private static void fail(int index) {
    for (int i = 0; i < 2; i++) {
      THREE[index] += i; // fails in the kernel
    }
  }
}
