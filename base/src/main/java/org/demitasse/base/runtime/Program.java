package org.demitasse.base.runtime;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** The running program, as its start code and platform layer know it. */
@Include(value = "component.h", isSystem = false)
final class Program {
  private Program() {}

  /** Returns the argument the program was started with. */
  @Unmanaged
  @Import(name = "demitasse_component_argument")
  static native long argument();

  /** Ends the program now; does not return. */
  @Unmanaged
  @Import(name = "demitasse_component_exit")
  static native void exit(int code);

  /** Sets the code the program ends with once its last thread is gone. */
  @Unmanaged
  @Import(name = "demitasse_component_set_exit_code")
  static native void setExitCode(int code);

  @Unmanaged
  @Import(name = "demitasse_component_heap_limit")
  static native long heapLimit();

  /** Writes the first {@code count} bytes to the console. */
  @Unmanaged
  @Import(name = "demitasse_component_write")
  static native void write(byte[] bytes, int count);

  /** Gives the processor to others until the time has passed; 0: once. */
  @Unmanaged
  @Import(name = "demitasse_wait")
  static native void giveWay(long milliseconds);
}
