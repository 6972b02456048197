package org.demitasse.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.demitasse.machine.Machine;
import org.demitasse.toolchain.description.MachineChoice;
import org.demitasse.toolchain.qemu.QemuCommand;

/** How a system is emulated: the QEMU line, and where its console goes. */
final class Emulation {
  private Emulation() {}

  static QemuCommand.Builder command(MachineChoice choice, Path image) {
    Machine.Qemu qemu = choice.machine().qemu();
    return QemuCommand.builder(qemu.binary(), qemu.machine())
        .cpu(qemu.cpu())
        .cpus(choice.processors())
        .memory(choice.memory())
        .image(image);
  }

  /** Standard output without the buffer of {@link System#out}: bytes pass through as they come. */
  static OutputStream console() {
    return new FileOutputStream(FileDescriptor.out);
  }
}
