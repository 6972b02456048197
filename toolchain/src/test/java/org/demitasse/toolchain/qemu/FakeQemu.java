package org.demitasse.toolchain.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A shell script in QEMU's place, so that a test decides what the console prints and when the
 * process ends.
 */
final class FakeQemu {
  static final String NAME = "qemu-system-fake";

  private FakeQemu() {}

  /**
   * Writes a script that answers {@code --version} with a banner and otherwise does what the body
   * says.
   */
  static Path install(Path folder, String banner, String body) throws IOException {
    Path script = folder.resolve(NAME);
    Files.writeString(
        script,
        """
        #!/bin/sh
        if [ "$1" = --version ]; then
          echo '%s'
          exit 0
        fi
        %s
        """
            .formatted(banner, body));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  static Qemu qemu(Path folder, String body) throws IOException {
    Path script = install(folder, "QEMU emulator version 9.2.1", body);
    return new Qemu(script, new QemuVersion(9, 2, 1));
  }

  static QemuCommand command() {
    return QemuCommand.builder(NAME, "none").build();
  }
}
