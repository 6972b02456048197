package org.demitasse.toolchain.teavm.standin.kernel;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.runtime.RuntimeObject;

/** Stands for {@code org.teavm.runtime.GC}: memory is handed out at boot and never taken back. */
@Include("demitasse_runtime.h")
@StaticInit
@Unmanaged
public final class KernelHeap {
  static {
    // The generated main calls the initializer by name.
  }

  private KernelHeap() {}

  /** Returns {@code size} zero bytes; panics when boot is over or memory is used up. */
  @Import(name = "demitasse_kernelAllocate")
  static native Address allocate(long size);

  @Import(name = "demitasse_kernelHeapFree")
  private static native long free();

  /** Intrinsic, without effect in the kernel. */
  public static native void writeBarrier(RuntimeObject object);

  public static int getFreeMemory() {
    return (int) free();
  }

  public static void fixHeap() {}

  public static void tryShrink() {}

  public static void collectGarbage() {}

  public static void collectGarbageFull() {}
}
