package org.demitasse.toolchain.netboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Hardware addresses of the machines that this one talks to, as the host knows them. */
final class Neighbours {
  /**
   * Linux, Documentation/filesystems/proc.rst, table 1-9: columns address, type, flags, hardware.
   */
  private static final Path TABLE = Path.of("/proc/net/arp");

  private final Path table;

  Neighbours() {
    this(TABLE);
  }

  Neighbours(Path table) {
    this.table = table;
  }

  /** Returns the hardware address of a machine; nothing if the host does not know it. */
  Optional<HardwareAddress> find(Ipv4Address address) {
    try {
      for (String line : Files.readAllLines(table)) {
        String[] words = line.trim().split("\\s+", -1);
        if (words.length >= 4 && words[0].equals(address.toString())) {
          return HardwareAddress.parse(words[3]).filter(each -> each.bits() != 0);
        }
      }
    } catch (IOException absent) {
      // Another system than Linux: then only the addresses given out here are known.
    }
    return Optional.empty();
  }
}
