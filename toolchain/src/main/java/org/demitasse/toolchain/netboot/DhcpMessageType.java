package org.demitasse.toolchain.netboot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of DHCP messages, numbered as in RFC 2132, section 9.6. */
enum DhcpMessageType {
  DISCOVER,
  OFFER,
  REQUEST,
  DECLINE,
  ACK,
  NAK,
  RELEASE,
  INFORM;

  int number() {
    return ordinal() + 1;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DhcpMessageType> ofNumber(int number) {
    return Arrays.stream(values()).filter(each -> each.number() == number).findFirst();
  }
}
