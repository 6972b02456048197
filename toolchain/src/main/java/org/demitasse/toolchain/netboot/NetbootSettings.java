package org.demitasse.toolchain.netboot;

import java.util.Map;
import java.util.Optional;

/**
 * Whom the server answers, and what it tells them.
 *
 * @param server address of this machine in the network of the boards
 * @param mask of that network
 * @param router that boards are told of, if any
 * @param range addresses that are given out, if any
 * @param clients the machines that are answered, with their addresses where these are fixed
 * @param anyClient whether all others are answered too
 * @param proxy whether another DHCP server gives the addresses out, and this one only says what to
 *     boot
 * @param bootFile name of the file to boot
 */
public record NetbootSettings(
    Ipv4Address server,
    Ipv4Address mask,
    Optional<Ipv4Address> router,
    Optional<Range> range,
    Map<HardwareAddress, Optional<Ipv4Address>> clients,
    boolean anyClient,
    boolean proxy,
    String bootFile) {
  public NetbootSettings {
    clients = Map.copyOf(clients);
    range.ifPresent(
        each -> {
          if (!each.first.isBeside(server, mask) || !each.last.isBeside(server, mask)) {
            throw new IllegalArgumentException(
                "the addresses %s to %s are not in the network of %s, mask %s"
                    .formatted(each.first, each.last, server, mask));
          }
        });
    for (Map.Entry<HardwareAddress, Optional<Ipv4Address>> each : clients.entrySet()) {
      Ipv4Address address = each.getValue().orElse(server.next());
      if (!address.isBeside(server, mask) || address.equals(server)) {
        throw new IllegalArgumentException(
            "the address %s of %s is not free in the network of %s, mask %s"
                .formatted(address, each.getKey(), server, mask));
      }
    }
  }

  /**
   * Addresses that are given out.
   *
   * @param last not below the first
   */
  public record Range(Ipv4Address first, Ipv4Address last) {
    public Range {
      if (first.compareTo(last) > 0) {
        throw new IllegalArgumentException(
            "the range of addresses %s to %s ends before it begins".formatted(first, last));
      }
    }

    boolean contains(Ipv4Address address) {
      return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }
  }

  boolean answers(HardwareAddress client) {
    return anyClient || clients.containsKey(client);
  }
}
