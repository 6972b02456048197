package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.InterruptController;

/**
 * Arm Generic Interrupt Controller, architecture version 3 (Arm IHI 0069), with affinity routing: a
 * distributor for shared lines, a redistributor for the private lines of each processor, and a CPU
 * interface of system registers.
 *
 * <p>All lines are in group 1, Non-secure where there are two security states: firmware, or {@link
 * DeviceRegisters#storeSecure}, puts them there. With one security state the same writes reach the
 * registers directly; otherwise they are ignored (12.9, GICD_IGROUPR).
 */
final class GicV3 implements InterruptController {
  /** GICD_CTLR; its bits as the Non-secure state, or the only one, sees them: ARE, EnableGrp1. */
  private static final int DISTRIBUTOR_CONTROL = 0x0000;

  private static final int AFFINITY_ROUTING = 1 << 4;
  private static final int ENABLE_GROUP_1 = 1 << 1;

  /** As the Secure state sees them: ARE_S, ARE_NS, and EnableGrp1NS as above. */
  private static final int AFFINITY_ROUTING_OF_BOTH = 3 << 4;

  /** RWP: a write of GICD_CTLR or GICD_ICENABLER has not taken effect everywhere. */
  private static final int WRITE_PENDING = 1 << 31;

  private static final int DISTRIBUTOR_TYPE = 0x0004;

  /** GICD_IROUTER: 64 bits for each line, Aff3 in bits 39:32, Aff2 to Aff0 in bits 23:0. */
  private static final int ROUTES = 0x6000;

  /** GICR_CTLR, in which RWP is bit 3, and GICR_WAKER. */
  private static final int REDISTRIBUTOR_CONTROL = 0x0000;

  private static final int REDISTRIBUTOR_WRITE_PENDING = 1 << 3;
  private static final int WAKER = 0x0014;
  private static final int CHILDREN_ASLEEP = 1 << 2;

  private static final int FIRST_PRIVATE = 16;
  private static final int FIRST_SHARED = 32;

  /** Interrupt numbers from here on say that there is nothing (2.2.1). */
  private static final int SPECIAL = 1020;

  private final DeviceRegisters distributor;
  private final DeviceRegisters[] redistributors;
  private final DeviceRegisters[] privateLines;
  private final GicCpuInterface cpuInterface;
  private final long[] affinities;
  private final int lines;

  /**
   * Turns all shared lines off. Each array has one element for each processor.
   *
   * @param redistributors RD_base frames
   * @param privateLines SGI_base frames
   * @param affinities MPIDR_EL1 without what is not affinity
   */
  GicV3(
      DeviceRegisters distributor,
      DeviceRegisters[] redistributors,
      DeviceRegisters[] privateLines,
      GicCpuInterface cpuInterface,
      long[] affinities) {
    this.distributor = distributor;
    this.redistributors = redistributors;
    this.privateLines = privateLines;
    this.cpuInterface = cpuInterface;
    this.affinities = affinities;
    lines = Math.min(((distributor.load(DISTRIBUTOR_TYPE) & 31) + 1) * 32, SPECIAL);
    // Affinity routing may change only while all groups are off (12.9.4).
    distributor.store(DISTRIBUTOR_CONTROL, 0);
    distributor.storeSecure(DISTRIBUTOR_CONTROL, 0);
    awaitDistributor();
    distributor.storeSecure(DISTRIBUTOR_CONTROL, AFFINITY_ROUTING_OF_BOTH);
    distributor.store(DISTRIBUTOR_CONTROL, AFFINITY_ROUTING);
    for (int line = FIRST_SHARED; line < lines; line += 32) {
      distributor.store(GicLines.GROUP + line / 8, GicLines.ALL);
      GicLines.reset(distributor, line);
    }
    awaitDistributor();
    distributor.storeSecure(DISTRIBUTOR_CONTROL, AFFINITY_ROUTING_OF_BOTH | ENABLE_GROUP_1);
    distributor.store(DISTRIBUTOR_CONTROL, AFFINITY_ROUTING | ENABLE_GROUP_1);
    awaitDistributor();
  }

  private void awaitDistributor() {
    while ((distributor.load(DISTRIBUTOR_CONTROL) & WRITE_PENDING) != 0) {
      // Soon.
    }
  }

  private void awaitRedistributor(int processor) {
    while ((redistributors[processor].load(REDISTRIBUTOR_CONTROL) & REDISTRIBUTOR_WRITE_PENDING)
        != 0) {
      // Soon.
    }
  }

  @Override
  public void startProcessor(int processor) {
    DeviceRegisters redistributor = redistributors[processor];
    // ProcessorSleep off; the redistributor talks to the interface when ChildrenAsleep is off, too.
    redistributor.storeSecure(WAKER, 0);
    redistributor.store(WAKER, 0);
    while (((redistributor.load(WAKER) | redistributor.loadSecure(WAKER)) & CHILDREN_ASLEEP) != 0) {
      // Soon.
    }
    DeviceRegisters own = privateLines[processor];
    own.store(GicLines.GROUP, GicLines.ALL);
    GicLines.reset(own, 0);
    awaitRedistributor(processor);
    GicLines.enable(own, 0);
    cpuInterface.start();
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public boolean assignable(int line) {
    return line >= FIRST_PRIVATE && line < lines;
  }

  /** The frame with a line's registers: private ones are the calling processor's. */
  private DeviceRegisters frame(int line) {
    return line < FIRST_SHARED ? privateLines[cpuInterface.processor()] : distributor;
  }

  @Override
  public void configure(int line, boolean edge) {
    GicLines.configure(frame(line), line, edge);
  }

  @Override
  public void unmask(int line, int processor) {
    if (line >= FIRST_SHARED) {
      distributor.store(ROUTES + line * 8L, (int) affinities[processor]);
      distributor.store(ROUTES + line * 8L + 4, (int) (affinities[processor] >>> 32));
    }
    GicLines.enable(frame(line), line);
  }

  @Override
  public void mask(int line) {
    GicLines.disable(frame(line), line);
    // Only then is it off (12.9.4, RWP); otherwise it would interrupt once more after its end.
    if (line < FIRST_SHARED) {
      awaitRedistributor(cpuInterface.processor());
    } else {
      awaitDistributor();
    }
  }

  @Override
  public int take() {
    int line = cpuInterface.acknowledge();
    if (line >= SPECIAL) {
      return NONE;
    }
    if (line < FIRST_PRIVATE) {
      cpuInterface.end(line);
      return RESCHEDULE;
    }
    return line;
  }

  @Override
  public void end(int line) {
    if (line >= 0) {
      cpuInterface.end(line);
    }
  }

  @Override
  public void reschedule(int processor) {
    long affinity = affinities[processor];
    // ICC_SGI1R_EL1: Aff3, RS, Aff2, INTID 0, Aff1, TargetList. No barrier: what the other one
    // shall
    // see is read under the kernel lock, which orders it.
    cpuInterface.send(
        (affinity >>> 32 & 0xFF) << 48
            | (affinity >>> 4 & 0xF) << 44
            | (affinity >>> 16 & 0xFF) << 32
            | (affinity >>> 8 & 0xFF) << 16
            | 1L << (affinity & 0xF));
  }
}
