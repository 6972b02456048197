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
  @Import(name = "hardware_mpidr")
  static native long mpidr();

  @Unmanaged
  @Import(name = "hardware_processor_block")
  static native long processorBlock();

  @Unmanaged
  @Import(name = "hardware_counter_frequency")
  static native long counterFrequency();

  @Unmanaged
  @Import(name = "hardware_load_register")
  static native long loadRegister(long address);

  @Unmanaged
  @Import(name = "hardware_store_register")
  static native void storeRegister(long address, long value);

  @Unmanaged
  @Import(name = "hardware_copy_message")
  static native void copyMessage(long from, long to);

  @Unmanaged
  @Import(name = "hardware_switch_thread")
  static native void switchThread(long from, long to);

  @Unmanaged
  @Import(name = "hardware_set_user_table")
  static native void setUserTable(long table);

  @Unmanaged
  @Import(name = "hardware_set_coprocessor_access")
  static native void setCoprocessorAccess(long value);

  @Unmanaged
  @Import(name = "hardware_set_timer_access")
  static native void setTimerAccess(long value);

  @Unmanaged
  @Import(name = "hardware_table_written")
  static native void tableWritten();

  @Unmanaged
  @Import(name = "hardware_kernel_table_written")
  static native void kernelTableWritten();

  @Unmanaged
  @Import(name = "hardware_invalidate_page")
  static native void invalidatePage(long operand);

  @Unmanaged
  @Import(name = "hardware_invalidate_space")
  static native void invalidateSpace(long operand);

  @Unmanaged
  @Import(name = "hardware_invalidation_done")
  static native void invalidationDone();

  @Unmanaged
  @Import(name = "hardware_synchronize")
  static native void synchronize();

  @Unmanaged
  @Import(name = "hardware_flush_all")
  static native void flushAll();

  @Unmanaged
  @Import(name = "hardware_publish_line")
  static native void publishLine(long address);

  @Unmanaged
  @Import(name = "hardware_exchange_line")
  static native void exchangeLine(long address);

  @Unmanaged
  @Import(name = "hardware_order_devices")
  static native void orderDevices();

  @Unmanaged
  @Import(name = "hardware_send_event")
  static native void sendEvent();

  @Unmanaged
  @Import(name = "hardware_publish_code")
  static native void publishCode(long address, long size);

  @Unmanaged
  @Import(name = "hardware_arm_timer")
  static native void armTimer(long ticks);

  @Unmanaged
  @Import(name = "hardware_disarm_timer")
  static native void disarmTimer();

  @Unmanaged
  @Import(name = "hardware_counter")
  static native long counter();

  @Unmanaged
  @Import(name = "hardware_interrupt_acknowledge")
  static native long interruptAcknowledge();

  @Unmanaged
  @Import(name = "hardware_interrupt_end")
  static native void interruptEnd(long value);

  @Unmanaged
  @Import(name = "hardware_interrupt_send")
  static native void interruptSend(long value);

  @Unmanaged
  @Import(name = "hardware_interrupt_interface")
  static native long interruptInterface();

  @Unmanaged
  @Import(name = "hardware_monitor")
  static native int monitor(long function, long physical, int value);

  @Unmanaged
  @Import(name = "hardware_use_lock")
  static native void useLock();

  @Unmanaged
  @Import(name = "hardware_yield")
  static native void letOthersRun();

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
  @Import(name = "hardware_symbol_boot_mailbox")
  static native long mailboxBuffer();

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
  @Import(name = "hardware_symbol___stack_top")
  static native long firstStackTop();

  @Unmanaged
  @Import(name = "hardware_symbol___kernel_stack_stride")
  static native long stackStride();

  @Unmanaged
  @Import(name = "hardware_symbol___vectors_start")
  static native long vectorsStart();

  @Unmanaged
  @Import(name = "hardware_symbol___vectors_end")
  static native long vectorsEnd();

  @Unmanaged
  @Import(name = "hardware_symbol_kernel_processors")
  static native long processorBlocks();

  @Unmanaged
  @Import(name = "hardware_symbol_kernel_idle")
  static native long idle();

  @Unmanaged
  @Import(name = "hardware_symbol_secondary_entry")
  static native long secondaryEntry();

  @Unmanaged
  @Import(name = "hardware_symbol_secondary_context")
  static native long secondaryContext();

  @Unmanaged
  @Import(name = "kernel_psci_hvc")
  static native long psciByHvc(long function, long first, long second, long third);

  @Unmanaged
  @Import(name = "kernel_psci_smc")
  static native long psciBySmc(long function, long first, long second, long third);

  @Unmanaged
  @Import(name = "kernel_save_floating_point")
  static native void saveFloatingPoint(long frame);

  @Unmanaged
  @Import(name = "kernel_load_floating_point")
  static native void loadFloatingPoint(long frame);

  @Unmanaged
  @Import(name = "kernel_resume_first")
  static native void resume(long frame);
}
