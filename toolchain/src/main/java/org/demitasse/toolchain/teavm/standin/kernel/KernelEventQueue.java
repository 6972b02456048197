package org.demitasse.toolchain.teavm.standin.kernel;

import org.teavm.interop.StaticInit;

/** Stands for {@code org.teavm.runtime.EventQueue}: nothing is ever queued in the kernel. */
@StaticInit
public final class KernelEventQueue {
  private KernelEventQueue() {}

  public static void process() {}

  public static void stop() {}
}
