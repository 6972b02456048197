package org.demitasse.toolchain.teavm.standin.kernel;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/** Stands for {@code org.teavm.runtime.Fiber}: there is one thread, which calls {@code main}. */
@StaticInit
public final class KernelFiber {
  private KernelFiber() {}

  @Unmanaged
  public static @Nullable KernelFiber current() {
    return null;
  }

  @Unmanaged
  public boolean isSuspending() {
    return false;
  }

  @Unmanaged
  public boolean isResuming() {
    return false;
  }

  static void startMain(String[] arguments) {
    runMain(arguments);
  }

  /** Intrinsic: calls the program's main method. */
  public static native void runMain(String[] arguments);

  /** Intrinsic: calls the method of the same name in java.lang.Thread. */
  static native void setCurrentThread(Thread thread);
}
