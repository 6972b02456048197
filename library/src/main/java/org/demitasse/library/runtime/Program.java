package org.demitasse.library.runtime;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** The running program. On a JVM its methods throw {@link UnsatisfiedLinkError}. */
@Include(value = "demitasse_platform.h", isSystem = false)
public final class Program {
  private Program() {}

  /** Ends the program now, after writing out what the log still holds; does not return. */
  @Unmanaged
  @Import(name = "demitasse_exit")
  public static native void exit(int code);
}
