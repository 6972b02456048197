package org.demitasse.toolchain.netboot;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of the Internet Protocol, version 4.
 *
 * @param bits the first byte is the most significant
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {
  static final Ipv4Address NONE = new Ipv4Address(0);

  /** Everybody on this network (RFC 919, section 7). */
  static final Ipv4Address BROADCAST = new Ipv4Address(-1);

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  /** Returns the address that a text such as {@code 192.168.7.1} names, if it names one. */
  public static Optional<Ipv4Address> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int bits = 0;
    for (int i = 1; i <= 4; i++) {
      int part = Integer.parseInt(matcher.group(i));
      if (part > 255) {
        return Optional.empty();
      }
      bits = (bits << 8) | part;
    }
    return Optional.of(new Ipv4Address(bits));
  }

  /** Returns the address of that many leading ones, such as 255.255.255.0 for 24. */
  public static Ipv4Address mask(int prefixLength) {
    return new Ipv4Address(prefixLength == 0 ? 0 : -1 << (32 - prefixLength));
  }

  /** Returns the address as the JDK has it. */
  public InetAddress toInetAddress() {
    try {
      return InetAddress.getByAddress(bytes());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the JDK's address as ours. */
  public static Ipv4Address of(Inet4Address address) {
    return new Ipv4Address(ByteBuffer.wrap(address.getAddress()).getInt());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(4).putInt(bits).array();
  }

  boolean isNone() {
    return bits == 0;
  }

  /** Whether both are in the same network of this mask. */
  boolean isBeside(Ipv4Address other, Ipv4Address mask) {
    return (bits & mask.bits) == (other.bits & mask.bits);
  }

  Ipv4Address next() {
    return new Ipv4Address(bits + 1);
  }

  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
