package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.runtime.RuntimeClass;
import org.teavm.runtime.reflect.ClassInfo;

/** Functions of the C runtime (demitasse_runtime.h). */
@Include("demitasse_runtime.h")
final class Machine {
  private Machine() {}

  /** Id of the handler around a call site that takes exceptions of the class, 0 if none does. */
  @Unmanaged
  @Import(name = "demitasse_findHandler")
  static native int findHandler(int callSite, RuntimeClass exceptionClass);

  /** Number of Java frames at a call site, inlined ones included. */
  @Unmanaged
  @Import(name = "demitasse_frameCount")
  static native int frameCount(int callSite);

  @Import(name = "demitasse_frameClass")
  static native String frameClass(int callSite, int index);

  @Import(name = "demitasse_frameMethod")
  static native String frameMethod(int callSite, int index);

  @Import(name = "demitasse_frameFile")
  static native @Nullable String frameFile(int callSite, int index);

  @Import(name = "demitasse_frameLine")
  static native int frameLine(int callSite, int index);

  /** Lets stack overflow be found deeper than usual, so that the error itself can be made. */
  @Unmanaged
  @Import(name = "demitasse_useReserve")
  static native void useStackReserve();

  /** Ends {@link #useStackReserve}. */
  @Unmanaged
  @Import(name = "demitasse_restoreReserve")
  static native void restoreStackReserve();

  /** Name of an object's class, as Class.getName tells it. */
  @Import(name = "demitasse_className")
  static native String className(Object object);

  /** Name of the class that a class object stands for. */
  @Import(name = "demitasse_nameOfClass")
  static native String nameOfClass(RuntimeClass type);

  /** The same for what java.lang.Class refers to. */
  @Import(name = "demitasse_nameOfClass")
  static native String nameOfClass(ClassInfo type);

  /** Writes bytes to the console, at once: nothing of them stays behind when the program faults. */
  @Unmanaged
  @Import(name = "demitasse_writeBytes")
  static native void write(byte[] bytes, int offset, int count);

  /** Writes a text to the console as it is. */
  @Import(name = "demitasse_print")
  static native void print(String text);

  /**
   * Writes the Java lines of call sites to the console; those that the outer ones end with as well
   * are counted only.
   */
  @Import(name = "demitasse_printCallSites")
  static native void printCallSites(int[] sites, int count, int[] outer, int outerCount);

  /** Ends the program. */
  @Import(name = "demitasse_finish")
  static native void exit(int code);
}
