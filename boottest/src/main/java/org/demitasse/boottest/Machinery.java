package org.demitasse.boottest;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** What a component can do only below Java: see {@code native/aarch64/machinery.h}. */
@Include(value = "machinery.h", isSystem = false)
final class Machinery {
  private Machinery() {}

  /** Returns the address of a constant that is a return instruction. */
  @Unmanaged
  @Import(name = "boottest_constant")
  static native long constantAddress();

  /** Returns the address of data that are a return instruction. */
  @Unmanaged
  @Import(name = "boottest_data")
  static native long dataAddress();

  /** Returns an address on the stack. */
  @Unmanaged
  @Import(name = "boottest_stack")
  static native long stackAddress();

  /** Returns the address of the function that returns it. */
  @Unmanaged
  @Import(name = "boottest_code")
  static native long codeAddress();

  /** Calls itself without end, unseen by the checks of Java. */
  @Unmanaged
  @Import(name = "boottest_recurse")
  static native int recurse(int depth);

  /** Executes an instruction that does not exist. */
  @Unmanaged
  @Import(name = "boottest_undefined_instruction")
  static native void undefinedInstruction();

  /** Reads a register that only the kernel may read. */
  @Unmanaged
  @Import(name = "boottest_privileged_instruction")
  static native void privilegedInstruction();

  /** Stops at a breakpoint that no debugger has set. */
  @Unmanaged
  @Import(name = "boottest_breakpoint")
  static native void breakpoint();

  /** Loads exclusively, which must be aligned, from an address that is not. */
  @Unmanaged
  @Import(name = "boottest_unaligned")
  static native void unalignedAccess();

  /** Adds 1 to a word. */
  @Unmanaged
  @Import(name = "boottest_increment")
  static native void increment(long address);
}
