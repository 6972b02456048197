package org.demitasse.base.raw;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * Any system call with any arguments ({@link SystemCall} says what they mean). The kernel refuses
 * what the component has no right to with a {@link ResultCode}. On a JVM every method throws {@link
 * UnsatisfiedLinkError}.
 */
@Include(value = "raw_memory.h", isSystem = false)
public final class RawSystemCall {
  private RawSystemCall() {}

  /** Enters the kernel with {@code number} in x8 and the arguments in x0 to x6; returns x0. */
  @Unmanaged
  @Import(name = "demitasse_raw_system_call")
  public static native long invoke(
      long number, long a0, long a1, long a2, long a3, long a4, long a5, long a6);

  /** Returns the address of the calling thread's control block, {@link UtcbLayout}. */
  @Unmanaged
  @Import(name = "demitasse_raw_utcb")
  public static native long utcb();

  /**
   * Sets register x1 to x5, by index, for the calling thread's next {@link #invokePrepared}. It is
   * what {@link #result} returns of it until then.
   */
  @Unmanaged
  @Import(name = "demitasse_raw_prepare")
  public static native void prepare(int index, long value);

  /** Enters the kernel with {@code number} in x8, x0, and x1 to x5 as they were prepared. */
  @Unmanaged
  @Import(name = "demitasse_raw_prepared_call")
  public static native long invokePrepared(long number, long a0);

  /** Returns register x0 to x7, by index, as the calling thread's last {@link #invoke} left it. */
  @Unmanaged
  @Import(name = "demitasse_raw_result")
  public static native long result(int index);
}
