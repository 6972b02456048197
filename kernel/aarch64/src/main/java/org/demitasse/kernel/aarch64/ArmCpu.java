package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.Cpu;

/**
 * The calling processor's registers that follow the running thread. None of these changes is
 * followed by an ISB: they matter at EL0 only, and the exception return to it synchronizes.
 */
final class ArmCpu implements Cpu {
  /**
   * CPACR_EL1.FPEN (Arm ARM, "CPACR_EL1"): 0b01 traps EL0 alone, so that the kernel can save and
   * load the registers at any time.
   */
  private static final long TRAP_FLOATING_POINT_AT_EL0 = 1 << 20;

  private static final long NO_FLOATING_POINT_TRAP = 3 << 20;

  /** CNTKCTL_EL1 (Arm ARM): EL0VCTEN, the virtual counter, is everybody's. */
  private static final long COUNTER = 1 << 1;

  /** EL0VTEN: CNTV_CTL_EL0, CNTV_CVAL_EL0 and CNTV_TVAL_EL0. */
  private static final long TIMER = 1 << 8;

  @Override
  public void switchThread(long from, long to) {
    Hardware.switchThread(from, to);
  }

  @Override
  public void activate(long activation) {
    Hardware.setUserTable(activation);
  }

  @Override
  public void enableFloatingPoint(boolean enabled) {
    Hardware.setCoprocessorAccess(enabled ? NO_FLOATING_POINT_TRAP : TRAP_FLOATING_POINT_AT_EL0);
  }

  @Override
  public void saveFloatingPoint(long frame) {
    Hardware.saveFloatingPoint(frame);
  }

  @Override
  public void loadFloatingPoint(long frame) {
    Hardware.loadFloatingPoint(frame);
  }

  @Override
  public void enableUserTimer(boolean enabled) {
    Hardware.setTimerAccess(enabled ? COUNTER | TIMER : COUNTER);
  }
}
