package org.demitasse.toolchain.netboot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of DHCP messages, numbered as in RFC 2132, section 9.6. */
enum DhcpMessageType {
  DISCOVER(1),
  OFFER(2),
  REQUEST(3),
  DECLINE(4),
  ACK(5),
  NAK(6),
  RELEASE(7),
  INFORM(8);

  private final int number;

  DhcpMessageType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DhcpMessageType> ofNumber(int number) {
    return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
  }
}
