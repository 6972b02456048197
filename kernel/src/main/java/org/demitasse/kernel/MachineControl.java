package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;

/** The right to what there is one of: interrupt lines, console input, power, statistics. */
final class MachineControl extends KernelObject {
  MachineControl() {
    super(ObjectKind.MACHINE_CONTROL, 0);
    alive = true;
  }
}
