package org.demitasse.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.demitasse.toolchain.description.MachineChoice;
import org.demitasse.toolchain.description.SystemDescription;

/** A device tree that the command line names goes before that of the description. */
final class DeviceTreeChoice {
  private DeviceTreeChoice() {}

  /**
   * Returns the description with the device tree.
   *
   * @throws CommandFailure if the file cannot be read
   */
  static SystemDescription in(SystemDescription described, Optional<Path> deviceTree) {
    if (deviceTree.isEmpty()) {
      return described;
    }
    InputFiles.require(deviceTree.get(), "a device tree blob");
    MachineChoice machine = described.machine();
    return new SystemDescription(
        described.file(),
        described.name(),
        new MachineChoice(
            machine.location(),
            machine.machine(),
            machine.memory(),
            machine.processors(),
            deviceTree),
        described.kernel(),
        described.rootProgram(),
        described.modules());
  }
}
