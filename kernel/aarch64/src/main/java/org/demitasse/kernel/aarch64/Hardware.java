package org.demitasse.kernel.aarch64;

import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * Instructions that Java has no words for; each is one inline function of {@code hardware.h}.
 * Addresses are the kernel's virtual addresses unless a name says otherwise.
 */
@StaticInit
@Include(value = "hardware.h", isSystem = false)
final class Hardware {
  private Hardware() {}

  @Unmanaged
  @Import(name = "hardware_load8")
  static native int load8(long address);

  @Unmanaged
  @Import(name = "hardware_load32")
  static native int load32(long address);

  @Unmanaged
  @Import(name = "hardware_load64")
  static native long load64(long address);

  @Unmanaged
  @Import(name = "hardware_store8")
  static native void store8(long address, int value);

  @Unmanaged
  @Import(name = "hardware_store32")
  static native void store32(long address, int value);

  @Unmanaged
  @Import(name = "hardware_store64")
  static native void store64(long address, long value);

  @Unmanaged
  @Import(name = "hardware_zero")
  static native void zero(long address, long size);

  @Unmanaged
  @Import(name = "hardware_copy")
  static native void copy(long target, long source, long size);

  @Unmanaged
  @Import(name = "hardware_midr")
  static native long midr();

  @Unmanaged
  @Import(name = "hardware_counter_frequency")
  static native long counterFrequency();

  @Unmanaged
  @Import(name = "hardware_set_user_table")
  static native void setUserTable(long table);

  @Unmanaged
  @Import(name = "hardware_table_written")
  static native void tableWritten();

  @Unmanaged
  @Import(name = "hardware_flush_page")
  static native void flushPage(long operand);

  @Unmanaged
  @Import(name = "hardware_flush_space")
  static native void flushSpace(long operand);

  @Unmanaged
  @Import(name = "hardware_flush_all")
  static native void flushAll();

  @Unmanaged
  @Import(name = "hardware_publish_code")
  static native void publishCode(long address, long size);

  @Unmanaged
  @Import(name = "hardware_wait_for_interrupt")
  static native void waitForInterrupt();

  @Unmanaged
  @Import(name = "hardware_forbid_allocation")
  static native void forbidAllocation();

  @Unmanaged
  @Import(name = "hardware_symbol_boot_level2_fixed")
  static native long fixedLevel2();

  @Unmanaged
  @Import(name = "hardware_symbol_boot_level3_fixed")
  static native long fixedLevel3();

  @Unmanaged
  @Import(name = "hardware_symbol_boot_level0")
  static native long kernelLevel0();

  @Unmanaged
  @Import(name = "hardware_symbol_boot_table_pool")
  static native long tablePool();

  @Unmanaged
  @Import(name = "hardware_symbol_boot_table_pool_end")
  static native long tablePoolEnd();

  @Unmanaged
  @Import(name = "hardware_symbol_boot_empty")
  static native long emptyTable();

  @Unmanaged
  @Import(name = "hardware_symbol_boot_values")
  static native long bootValues();

  @Unmanaged
  @Import(name = "hardware_symbol__start")
  static native long imageStart();

  @Unmanaged
  @Import(name = "hardware_symbol___image_end")
  static native long imageEnd();

  @Unmanaged
  @Import(name = "hardware_symbol___bss_end")
  static native long zeroWindowEnd();

  @Unmanaged
  @Import(name = "hardware_symbol___stack_bottom")
  static native long stackBottom();

  @Unmanaged
  @Import(name = "hardware_symbol___stack_top")
  static native long stackTop();

  @Unmanaged
  @Import(name = "kernel_psci_hvc")
  static native long psciByHvc(long function, long first, long second, long third);

  @Unmanaged
  @Import(name = "kernel_psci_smc")
  static native long psciBySmc(long function, long first, long second, long third);

  @Unmanaged
  @Import(name = "kernel_switch_user_state")
  static native void switchUserState(long from, long to);

  @Unmanaged
  @Import(name = "kernel_resume")
  static native void resume(long frame);
}
