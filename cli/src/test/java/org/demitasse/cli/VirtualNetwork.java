package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of this host's own making: a namespace with one tap device, at whose other end QEMU
 * puts a board. Nothing in it reaches the host's networks, nor the other way round.
 */
final class VirtualNetwork implements AutoCloseable {
  static final String SERVER = "10.7.0.1";
  static final String BOARD = "52:54:00:12:34:56";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String namespace = "demitasse-" + ProcessHandle.current().pid();

  /** Makes the network; the test is skipped where this host or user may not. */
  VirtualNetwork() {
    assumeThat(Files.isWritable(Path.of("/dev/net/tun")))
        .as("a virtual network needs /dev/net/tun and root")
        .isTrue();
    assumeThat(SystemPackages.ofThisHost().program("ip"))
        .as("a virtual network needs ip: apt-get install iproute2")
        .isPresent();
    Result made = run(List.of("ip", "netns", "add", namespace));
    assumeThat(made.status()).as("ip netns is not permitted here: " + made.errors()).isZero();
    inside("ip", "link", "set", "lo", "up");
    inside("ip", "tuntap", "add", "tap0", "mode", "tap");
    inside("ip", "address", "add", SERVER + "/24", "dev", "tap0");
    inside("ip", "link", "set", "tap0", "up");
  }

  /** Returns the words that start a program in the network. */
  List<String> entrance() {
    return List.of("ip", "netns", "exec", namespace);
  }

  /** Returns the arguments that put a QEMU machine into the network. */
  static String[] board() {
    return new String[] {
      "-netdev",
      "tap,id=lan,ifname=tap0,script=no,downscript=no",
      "-device",
      "virtio-net-device,netdev=lan,mac=" + BOARD
    };
  }

  private void inside(String... command) {
    List<String> line = new ArrayList<>(entrance());
    line.addAll(List.of(command));
    Result result = run(line);
    assertThat(result.status()).as(line + ": " + result.errors()).isZero();
  }

  private static Result run(List<String> line) {
    return Result.of(new ProcessBuilder(line), LIMIT);
  }

  @Override
  public void close() {
    run(List.of("ip", "netns", "delete", namespace));
  }
}
