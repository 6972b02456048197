package org.demitasse.cli;

import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.toolchain.netboot.Ipv4Address;

/**
 * An address of this host.
 *
 * @param networkInterface whose address it is
 */
record OwnAddress(String networkInterface, Ipv4Address address, int prefixLength) {
  /**
   * Finds the address of an interface.
   *
   * @param name of the interface; without one, the only one that leads to others
   */
  static OwnAddress find(Optional<String> name) {
    List<OwnAddress> all = all(name.isPresent());
    List<OwnAddress> found =
        name.isEmpty()
            ? all
            : all.stream().filter(each -> each.networkInterface.equals(name.get())).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    String list = String.join(", ", all.stream().map(OwnAddress::toString).toList());
    throw new CommandFailure(
        ExitStatus.USAGE,
        name.isPresent() && found.isEmpty()
            ? "--interface: there is no interface \"%s\" with an IPv4 address; there are %s"
                .formatted(name.get(), list.isEmpty() ? "none" : list)
            : found.isEmpty()
                ? "no network interface has an IPv4 address; give one to the interface of"
                    + " the boards: sudo ip address add 192.168.7.1/24 dev eth0"
                : "--interface: which one? There are " + list);
  }

  private static List<OwnAddress> all(boolean loopbackToo) {
    List<OwnAddress> found = new ArrayList<>();
    try {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        // One that is not up counts: nothing is, while the board at the other end has no power.
        if (each.isLoopback() && !loopbackToo) {
          continue;
        }
        for (InterfaceAddress address : each.getInterfaceAddresses()) {
          if (address.getAddress() instanceof Inet4Address own) {
            found.add(
                new OwnAddress(
                    each.getName(), Ipv4Address.of(own), address.getNetworkPrefixLength()));
          }
        }
      }
    } catch (SocketException failure) {
      throw new CommandFailure(
          ExitStatus.FAILURE, "cannot look at the network interfaces: " + failure.getMessage());
    }
    return found;
  }

  Ipv4Address mask() {
    return Ipv4Address.mask(prefixLength);
  }

  @Override
  public String toString() {
    return "%s (%s/%d)".formatted(networkInterface, address, prefixLength);
  }
}
