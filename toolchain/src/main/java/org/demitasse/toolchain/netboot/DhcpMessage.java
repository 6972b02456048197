package org.demitasse.toolchain.netboot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message of BOOTP (RFC 951, section 3) or DHCP (RFC 2131, section 2), which is the same with
 * options.
 */
final class DhcpMessage {
  /** Field op: to the server, and from it. */
  static final int REQUEST = 1;

  static final int REPLY = 2;

  /** Field htype (RFC 1700, hardware types). */
  private static final int ETHERNET = 1;

  private static final int ETHERNET_ADDRESS_SIZE = 6;

  private static final int SECONDS_OFFSET = 8;
  private static final int CLIENT_OFFSET = 12;
  private static final int YOUR_OFFSET = 16;
  private static final int SERVER_OFFSET = 20;
  private static final int RELAY_OFFSET = 24;
  private static final int HARDWARE_OFFSET = 28;
  private static final int SERVER_NAME_OFFSET = 44;
  private static final int SERVER_NAME_SIZE = 64;
  private static final int FILE_OFFSET = 108;
  private static final int FILE_SIZE = 128;

  /** Where options begin, with the cookie of RFC 1497. */
  static final int FIXED_SIZE = 236;

  private static final int COOKIE = 0x6382_5363;

  /** Least size of a message of BOOTP: RFC 951, section 3; RFC 1542, section 2.1. */
  private static final int LEAST_SIZE = 300;

  private final byte[] fixed;
  private final boolean options;
  private final Map<Integer, byte[]> values;

  private DhcpMessage(byte[] fixed, boolean options, Map<Integer, byte[]> values) {
    this.fixed = fixed;
    this.options = options;
    this.values = values;
  }

  /**
   * Reads a message.
   *
   * @param length of the packet, which is the first bytes of the array
   */
  static DhcpMessage parse(byte[] packet, int length) throws MalformedPacketException {
    if (length < FIXED_SIZE) {
      throw new MalformedPacketException(
          "cut short: " + length + " bytes; a BOOTP message has at least " + FIXED_SIZE);
    }
    byte[] fixed = Arrays.copyOf(packet, FIXED_SIZE);
    if (fixed[0] != REQUEST && fixed[0] != REPLY) {
      throw new MalformedPacketException("operation " + fixed[0] + "; expected 1 or 2");
    }
    if (fixed[1] != ETHERNET || fixed[2] != ETHERNET_ADDRESS_SIZE) {
      throw new MalformedPacketException(
          "a hardware address of type %d and %d bytes; expected Ethernet, 1 and 6"
              .formatted(fixed[1] & 0xFF, fixed[2] & 0xFF));
    }
    Map<Integer, byte[]> values = new TreeMap<>();
    boolean options =
        length >= FIXED_SIZE + 4 && ByteBuffer.wrap(packet).getInt(FIXED_SIZE) == COOKIE;
    if (options) {
      read(packet, FIXED_SIZE + 4, length, values);
      int overload = overload(values);
      if ((overload & 1) != 0) {
        read(packet, FILE_OFFSET, FILE_OFFSET + FILE_SIZE, values);
      }
      if ((overload & 2) != 0) {
        read(packet, SERVER_NAME_OFFSET, SERVER_NAME_OFFSET + SERVER_NAME_SIZE, values);
      }
    }
    return new DhcpMessage(fixed, options, values);
  }

  private static int overload(Map<Integer, byte[]> values) {
    byte[] value = values.get(DhcpOption.OVERLOAD);
    return value == null || value.length != 1 ? 0 : value[0];
  }

  /** Reads options; parts of one that is split belong together (RFC 3396, section 7). */
  private static void read(byte[] packet, int start, int end, Map<Integer, byte[]> values)
      throws MalformedPacketException {
    int at = start;
    while (at < end) {
      int code = packet[at] & 0xFF;
      at++;
      if (code == DhcpOption.END) {
        return;
      }
      if (code == DhcpOption.PAD) {
        continue;
      }
      if (at >= end || (packet[at] & 0xFF) > end - at - 1) {
        throw new MalformedPacketException("cut short in option " + code);
      }
      int length = packet[at] & 0xFF;
      values.merge(code, Arrays.copyOfRange(packet, at + 1, at + 1 + length), DhcpMessage::joined);
      at += 1 + length;
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Begins a message of a client; for those who play one. */
  static DhcpMessage request(HardwareAddress client, int transaction) {
    byte[] fixed = new byte[FIXED_SIZE];
    fixed[0] = REQUEST;
    fixed[1] = ETHERNET;
    fixed[2] = ETHERNET_ADDRESS_SIZE;
    ByteBuffer.wrap(fixed).putInt(4, transaction);
    client.put(fixed, HARDWARE_OFFSET);
    return new DhcpMessage(fixed, false, new TreeMap<>());
  }

  /** Begins the answer: the same transaction, client and relay (RFC 2131, table 3). */
  DhcpMessage reply() {
    byte[] answer = fixed.clone();
    answer[0] = REPLY;
    answer[3] = 0; // hops
    Arrays.fill(answer, SECONDS_OFFSET, SECONDS_OFFSET + 2, (byte) 0);
    Arrays.fill(answer, CLIENT_OFFSET, RELAY_OFFSET, (byte) 0);
    Arrays.fill(answer, SERVER_NAME_OFFSET, FIXED_SIZE, (byte) 0);
    return new DhcpMessage(answer, options, new TreeMap<>());
  }

  DhcpMessage withClientAddress(Ipv4Address address) {
    return withAddress(CLIENT_OFFSET, address);
  }

  DhcpMessage withYourAddress(Ipv4Address address) {
    return withAddress(YOUR_OFFSET, address);
  }

  /** The server to load from. */
  DhcpMessage withServerAddress(Ipv4Address address) {
    return withAddress(SERVER_OFFSET, address);
  }

  DhcpMessage withRelayAddress(Ipv4Address address) {
    return withAddress(RELAY_OFFSET, address);
  }

  private DhcpMessage withAddress(int offset, Ipv4Address address) {
    byte[] changed = fixed.clone();
    ByteBuffer.wrap(changed).putInt(offset, address.bits());
    return new DhcpMessage(changed, options, values);
  }

  /** Sets the boot file's name; one that does not fit the field stands in its option alone. */
  DhcpMessage withFile(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] changed = fixed.clone();
    if (bytes.length < FILE_SIZE) {
      System.arraycopy(bytes, 0, changed, FILE_OFFSET, bytes.length);
    }
    return new DhcpMessage(changed, options, values);
  }

  DhcpMessage with(int option, byte... value) {
    Map<Integer, byte[]> changed = new TreeMap<>(values);
    changed.put(option, value.clone());
    return new DhcpMessage(fixed, true, changed);
  }

  DhcpMessage with(int option, Ipv4Address address) {
    return with(option, address.bytes());
  }

  DhcpMessage with(int option, String text) {
    return with(option, text.getBytes(StandardCharsets.UTF_8));
  }

  DhcpMessage with(DhcpMessageType type) {
    return with(DhcpOption.MESSAGE_TYPE, (byte) type.number());
  }

  int operation() {
    return fixed[0];
  }

  int transaction() {
    return ByteBuffer.wrap(fixed).getInt(4);
  }

  Ipv4Address clientAddress() {
    return address(CLIENT_OFFSET);
  }

  Ipv4Address yourAddress() {
    return address(YOUR_OFFSET);
  }

  Ipv4Address serverAddress() {
    return address(SERVER_OFFSET);
  }

  Ipv4Address relayAddress() {
    return address(RELAY_OFFSET);
  }

  private Ipv4Address address(int offset) {
    return new Ipv4Address(ByteBuffer.wrap(fixed).getInt(offset));
  }

  HardwareAddress hardwareAddress() {
    return HardwareAddress.of(fixed, HARDWARE_OFFSET);
  }

  String file() {
    int length = 0;
    while (length < FILE_SIZE && fixed[FILE_OFFSET + length] != 0) {
      length++;
    }
    return new String(fixed, FILE_OFFSET, length, StandardCharsets.UTF_8);
  }

  /** Whether there is room for options: RFC 1497's cookie. */
  boolean hasOptions() {
    return options;
  }

  Optional<byte[]> option(int code) {
    return Optional.ofNullable(values.get(code)).map(byte[]::clone);
  }

  /** Returns the address in an option; nothing if its value has another size. */
  Optional<Ipv4Address> addressOption(int code) {
    return option(code)
        .filter(value -> value.length == 4)
        .map(value -> new Ipv4Address(ByteBuffer.wrap(value).getInt()));
  }

  Optional<String> textOption(int code) {
    return option(code).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  /** Returns the kind of DHCP message; nothing for BOOTP. */
  Optional<DhcpMessageType> type() throws MalformedPacketException {
    byte[] value = values.get(DhcpOption.MESSAGE_TYPE);
    if (value == null) {
      return Optional.empty();
    }
    Optional<DhcpMessageType> type =
        value.length == 1 ? DhcpMessageType.ofNumber(value[0]) : Optional.empty();
    if (type.isEmpty()) {
      throw new MalformedPacketException("a DHCP message of unknown type");
    }
    return type;
  }

  /** Returns the packet. The kind of message is the first option, as clients like it. */
  byte[] toBytes() {
    ByteBuffer packet = ByteBuffer.allocate(Math.max(LEAST_SIZE, FIXED_SIZE + 5 + optionsSize()));
    packet.put(fixed);
    if (options) {
      packet.putInt(COOKIE);
      byte[] type = values.get(DhcpOption.MESSAGE_TYPE);
      if (type != null) {
        write(packet, DhcpOption.MESSAGE_TYPE, type);
      }
      values.forEach(
          (code, value) -> {
            if (code != DhcpOption.MESSAGE_TYPE) {
              write(packet, code, value);
            }
          });
      packet.put((byte) DhcpOption.END);
    }
    return packet.array();
  }

  private int optionsSize() {
    return values.values().stream().mapToInt(each -> each.length + 2 * parts(each)).sum();
  }

  private static int parts(byte[] value) {
    return Math.max(1, (value.length + 254) / 255);
  }

  private static void write(ByteBuffer packet, int code, byte[] value) {
    for (int part = 0; part < parts(value); part++) {
      int length = Math.min(255, value.length - 255 * part);
      packet.put((byte) code).put((byte) length).put(value, 255 * part, length);
    }
  }
}
