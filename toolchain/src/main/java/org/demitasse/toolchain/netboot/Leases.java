package org.demitasse.toolchain.netboot;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has which address. A machine keeps its address while the server runs, as far as there are
 * enough: an address whose time is over goes to another machine only when no other is left.
 */
final class Leases {
  /** Seconds for which an address is given out. */
  static final int LEASE_SECONDS = 24 * 60 * 60;

  /** Seconds for which an offer stands. */
  private static final int OFFER_SECONDS = 60;

  private record Lease(Ipv4Address address, long end) {}

  private final NetbootSettings settings;
  private final Map<HardwareAddress, Lease> leases = new HashMap<>();
  private final Map<Ipv4Address, HardwareAddress> owners = new HashMap<>();
  private final Set<Ipv4Address> declined = new HashSet<>();

  Leases(NetbootSettings settings) {
    this.settings = settings;
    settings
        .clients()
        .forEach(
            (client, fixed) -> fixed.ifPresent(address -> assign(client, address, Long.MAX_VALUE)));
  }

  /** Returns the address that a machine has or was offered. */
  Optional<Ipv4Address> of(HardwareAddress client) {
    return Optional.ofNullable(leases.get(client)).map(Lease::address);
  }

  /** Returns the machine that has or was offered an address. */
  Optional<HardwareAddress> owner(Ipv4Address address) {
    return Optional.ofNullable(owners.get(address));
  }

  /**
   * Keeps an address for a machine for the time of an offer.
   *
   * @param wished taken if it is free
   * @param now seconds
   * @return the address; nothing if all are taken
   */
  Optional<Ipv4Address> offer(HardwareAddress client, Optional<Ipv4Address> wished, long now) {
    Optional<Ipv4Address> known = of(client);
    if (known.isPresent()) {
      return known;
    }
    Optional<Ipv4Address> address = wished.filter(this::isFree).or(this::firstFree);
    if (address.isEmpty()) {
      address = firstOver(now);
    }
    address.ifPresent(each -> assign(client, each, now + OFFER_SECONDS));
    return address;
  }

  /** Gives a machine the address that it was offered. */
  void bind(HardwareAddress client, long now) {
    Lease lease = leases.get(client);
    if (lease != null && lease.end != Long.MAX_VALUE) {
      leases.put(client, new Lease(lease.address, now + LEASE_SECONDS));
    }
  }

  /** Takes an address back, unless it is fixed. */
  void release(HardwareAddress client) {
    Lease lease = leases.get(client);
    if (lease != null && lease.end != Long.MAX_VALUE) {
      leases.remove(client);
      owners.remove(lease.address);
    }
  }

  /** Never gives an address out again: somebody else uses it. */
  void decline(HardwareAddress client) {
    of(client).ifPresent(declined::add);
    release(client);
  }

  private void assign(HardwareAddress client, Ipv4Address address, long end) {
    leases.put(client, new Lease(address, end));
    owners.put(address, client);
  }

  private boolean isFree(Ipv4Address address) {
    return settings.range().filter(range -> range.contains(address)).isPresent()
        && !owners.containsKey(address)
        && !declined.contains(address)
        && !address.equals(settings.server());
  }

  private Optional<Ipv4Address> firstFree() {
    if (settings.range().isEmpty()) {
      return Optional.empty();
    }
    NetbootSettings.Range range = settings.range().get();
    for (Ipv4Address each = range.first(); ; each = each.next()) {
      if (isFree(each)) {
        return Optional.of(each);
      }
      if (each.equals(range.last())) {
        return Optional.empty();
      }
    }
  }

  private Optional<Ipv4Address> firstOver(long now) {
    Optional<HardwareAddress> over =
        leases.entrySet().stream()
            .filter(each -> each.getValue().end <= now)
            .min((a, b) -> Long.compare(a.getValue().end, b.getValue().end))
            .map(Map.Entry::getKey);
    Optional<Ipv4Address> address = over.flatMap(this::of);
    over.ifPresent(this::release);
    return address;
  }
}
