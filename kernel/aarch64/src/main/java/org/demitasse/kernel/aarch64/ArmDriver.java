package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.boot.Driver;

/**
 * The drivers of this architecture's kernel. The values are those of the Devicetree bindings
 * arm,pl011, arm,gic, arm,gic-v3, arm,arch_timer and psci. Version 0.1 of PSCI ({@code arm,psci})
 * is not among them: it numbers its functions in the tree and has none to switch off.
 */
enum ArmDriver implements Driver {
  /** {@link Pl011}. */
  PL011("pl011", "arm,pl011"),
  /** {@link GicV2}. */
  GIC_V2("gicv2", "arm,gic-400", "arm,cortex-a15-gic", "arm,cortex-a7-gic"),
  /** {@link GicV3}. */
  GIC_V3("gicv3", "arm,gic-v3"),
  /** {@link GenericTimer}. */
  GENERIC_TIMER("generic timer", "arm,armv8-timer"),
  /** {@link PsciPower}, and {@link OtherProcessors}. */
  PSCI("psci", "arm,psci-1.0", "arm,psci-0.2");

  private final String label;
  private final String[] compatible;

  ArmDriver(String label, String... compatible) {
    this.label = label;
    this.compatible = compatible;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String[] compatible() {
    return compatible;
  }
}
