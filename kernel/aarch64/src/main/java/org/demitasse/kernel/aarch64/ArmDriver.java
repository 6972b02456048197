package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.boot.Driver;
import org.jspecify.annotations.Nullable;

/**
 * The drivers of this architecture's kernel. The values are those of the Devicetree bindings
 * arm,pl011, arm,gic, arm,gic-v3, arm,arch_timer and psci. Version 0.1 of PSCI ({@code arm,psci})
 * is not among them: it numbers its functions in the tree and has none to switch off.
 */
enum ArmDriver implements Driver {
  /** {@link Pl011}. */
  PL011("pl011", "arm,pl011", null, null),
  /** {@link GicV2}. */
  GIC_V2("gicv2", "arm,gic-400", "arm,cortex-a15-gic", "arm,cortex-a7-gic"),
  /** {@link GicV3}. */
  GIC_V3("gicv3", "arm,gic-v3", null, null),
  /** {@link GenericTimer}. */
  GENERIC_TIMER("generic timer", "arm,armv8-timer", null, null),
  /** {@link PsciPower}, and {@link OtherProcessors}. */
  PSCI("psci", "arm,psci-1.0", "arm,psci-0.2", null);

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
