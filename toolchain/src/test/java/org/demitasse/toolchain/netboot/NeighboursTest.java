package org.demitasse.toolchain.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighboursTest {
  @TempDir Path folder;

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  @Test
  void machine_isFoundInTheTableOfTheHost() throws Exception {
    Path table =
        Files.writeString(
            folder.resolve("arp"),
            """
            IP address       HW type     Flags       HW address            Mask     Device
            10.7.0.10        0x1         0x2         b8:27:eb:00:00:01     *        eth1
            10.7.0.1         0x1         0x0         00:00:00:00:00:00     *        eth1
            """);
    Neighbours neighbours = new Neighbours(table);
    assertThat(neighbours.find(address("10.7.0.10")))
        .isEqualTo(HardwareAddress.parse("b8:27:eb:00:00:01"));
    // Asked for, but it has not answered.
    assertThat(neighbours.find(address("10.7.0.1"))).isEmpty();
    assertThat(neighbours.find(address("10.7.0.2"))).isEmpty();
  }

  @Test
  void hostWithoutATable_knowsNobody() {
    assertThat(new Neighbours(folder.resolve("absent")).find(address("10.7.0.10")))
        .isEqualTo(Optional.empty());
  }
}
