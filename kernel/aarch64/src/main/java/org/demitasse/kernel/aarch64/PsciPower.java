package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.boot.Platform;
import org.demitasse.kernel.hal.Power;

/** Power through the Power State Coordination Interface (Arm DEN 0022D.b). */
final class PsciPower implements Power {
  /** SYSTEM_OFF (5.1.9). */
  private static final long SYSTEM_OFF = 0x8400_0008L;

  private final Platform.Conduit conduit;

  PsciPower(Platform.Conduit conduit) {
    this.conduit = conduit;
  }

  @Override
  public String label() {
    return switch (conduit) {
      case HVC -> "PSCI by hvc";
      case SMC -> "PSCI by smc";
      case NONE -> "the device tree names no way";
    };
  }

  @Override
  public void off() {
    // Without a conduit neither instruction is safe: nobody answers it.
    if (conduit == Platform.Conduit.HVC) {
      Hardware.psciByHvc(SYSTEM_OFF, 0, 0, 0);
    } else if (conduit == Platform.Conduit.SMC) {
      Hardware.psciBySmc(SYSTEM_OFF, 0, 0, 0);
    }
  }

  @Override
  public void halt() {
    while (true) {
      Hardware.waitForInterrupt();
    }
  }
}
