package org.demitasse.toolchain.teavm.standin.kernel;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * Stands for {@code org.teavm.runtime.ExceptionHandling}: every exception is a panic. Failed checks
 * do not come here, the code that checks calls the panic itself and passes its call site.
 */
@Include("demitasse_runtime.h")
@StaticInit
@Unmanaged
public final class KernelExceptions {
  private static final int CAST = 2;
  private static final int THROW = 4;

  private KernelExceptions() {}

  @Import(name = "demitasse_panic")
  private static native void panic(int kind, int callSite);

  public static void throwException(Throwable exception) {
    panic(THROW, -1);
  }

  public static @Nullable Throwable catchException() {
    return null;
  }

  public static @Nullable Throwable peekException() {
    return null;
  }

  public static void printStack() {}

  public static void throwClassCastException() {
    panic(CAST, -1);
  }

  public static void throwNullPointerException() {}

  public static void throwArrayIndexOutOfBoundsException() {}

  public static StackTraceElement[] fillStackTrace() {
    return new StackTraceElement[0];
  }
}
