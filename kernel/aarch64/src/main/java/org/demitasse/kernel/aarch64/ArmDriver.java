package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.boot.Driver;
import org.jspecify.annotations.Nullable;

/**
 * The drivers of this architecture's kernel. The values are those of the Devicetree bindings
 * arm,pl011, arm,gic, arm,gic-v3, arm,arch_timer, psci, and brcm,bcm2835-aux-uart,
 * brcm,bcm2836-l1-intc, brcm,bcm2835-armctrl-ic, brcm,bcm2835-pm and brcm,bcm2835-mbox. Version 0.1
 * of PSCI ({@code arm,psci}) is not among them: it numbers its functions in the tree and has none
 * to switch off.
 */
enum ArmDriver implements Driver {
  /** {@link Pl011}. */
  PL011("pl011", "arm,pl011", null, null),
  /** {@link MiniUart}. */
  MINI_UART("mini uart", "brcm,bcm2835-aux-uart", null, null),
  /** {@link GicV2}. */
  GIC_V2("gicv2", "arm,gic-400", "arm,cortex-a15-gic", "arm,cortex-a7-gic"),
  /** {@link GicV3}. */
  GIC_V3("gicv3", "arm,gic-v3", null, null),
  /** {@link Bcm2836Interrupts}, the part of each processor. */
  BCM2836_LOCAL("bcm2836 local", "brcm,bcm2836-l1-intc", null, null),
  /** {@link Bcm2836Interrupts}, the part of the peripherals. */
  BCM2836_PERIPHERALS("bcm2836 peripherals", "brcm,bcm2836-armctrl-ic", null, null),
  /** {@link GenericTimer}; boards whose tree serves 32-bit kernels, too, say the latter. */
  GENERIC_TIMER("generic timer", "arm,armv8-timer", "arm,armv7-timer", null),
  /** {@link PsciPower}, and {@link OtherProcessors}. */
  PSCI("psci", "arm,psci-1.0", "arm,psci-0.2", null),
  /** {@link Bcm2835Watchdog}. */
  BCM2835_WATCHDOG("bcm2835 watchdog", "brcm,bcm2835-pm-wdt", "brcm,bcm2835-pm", null),
  /** {@link VideoCoreMailbox}. */
  VIDEOCORE_MAILBOX("videocore mailbox", "brcm,bcm2835-mbox", null, null);

  private final String label;

  // No array: what fills one takes more code than what it holds.
  private final String first;
  private final @Nullable String second;
  private final @Nullable String third;

  ArmDriver(String label, String first, @Nullable String second, @Nullable String third) {
    this.label = label;
    this.first = first;
    this.second = second;
    this.third = third;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public @Nullable String compatible(int index) {
    return index == 0 ? first : index == 1 ? second : index == 2 ? third : null;
  }
}
