package org.demitasse.toolchain.netboot;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Address of a network interface: 48 bits of IEEE 802.
 *
 * @param bits the first byte is the most significant of the lower 48 bits
 */
public record HardwareAddress(long bits) {
  private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}");

  /** Returns the address that a text such as {@code b8:27:eb:12:34:56} names, if it names one. */
  public static Optional<HardwareAddress> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(
            new HardwareAddress(HexFormat.fromHexDigitsToLong(text.replaceAll("[:-]", ""))))
        : Optional.empty();
  }

  static HardwareAddress of(byte[] bytes, int offset) {
    long bits = 0;
    for (int i = 0; i < 6; i++) {
      bits = (bits << 8) | (bytes[offset + i] & 0xFF);
    }
    return new HardwareAddress(bits);
  }

  void put(byte[] bytes, int offset) {
    for (int i = 0; i < 6; i++) {
      bytes[offset + i] = (byte) (bits >>> (40 - 8 * i));
    }
  }

  @Override
  public String toString() {
    byte[] bytes = new byte[6];
    put(bytes, 0);
    return HexFormat.ofDelimiter(":").formatHex(bytes);
  }
}
