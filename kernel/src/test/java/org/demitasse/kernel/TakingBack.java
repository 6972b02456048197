package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.abi.ObjectKind;
import org.demitasse.kernel.simulation.SimulatedMachine;

/** The end of a test: all objects are destroyed, and nothing may be missing then. */
final class TakingBack {
  private TakingBack() {}

  static void everything(SimulatedMachine machine, KernelInvariants invariants) {
    Kernel kernel = machine.kernel;
    machine.afterStep = () -> {};
    for (int i = 0; i < kernel.processorCount(); i++) {
      Processor processor = kernel.processor(i);
      while (processor.current != processor.idle) {
        processor.current.stopWanted = true;
        attend(machine, i);
      }
    }
    for (int kind = 1; kind < ObjectKind.REPLY; kind++) {
      Pool pool = kernel.objects.pool(kind);
      for (int i = 0; i < pool.size(); i++) {
        kernel.destruction.begin(pool.at(i));
      }
    }
    for (int round = 0; kernel.destruction.pending(); round++) {
      assertThat(round).as("rounds of destruction").isLessThan(10_000);
      attend(machine, 0);
    }
    invariants.check();
    for (int kind = 1; kind < ObjectKind.REPLY; kind++) {
      Pool pool = kernel.objects.pool(kind);
      assertThat(pool.free()).as("free objects of kind %d", kind).isEqualTo(pool.size());
    }
    assertThat(kernel.rootFactory.used).as("quota in use").isZero();
    CapabilityTable table = kernel.objects.capabilities;
    assertThat(table.free()).as("free capabilities").isEqualTo(table.entries.length - 1);
    assertThat(machine.mmu.tablePages()).as("translation tables").isZero();
  }

  private static void attend(SimulatedMachine machine, int processor) {
    machine.interrupts.reschedule(processor);
    machine.interrupt(processor);
  }
}
