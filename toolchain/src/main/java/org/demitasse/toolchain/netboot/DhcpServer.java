package org.demitasse.toolchain.netboot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Answers BOOTP and DHCP (RFC 951, RFC 1542, RFC 2131), or as a proxy beside the network's own DHCP
 * server the requests of PXE clients (Preboot Execution Environment 2.1, section 2.2).
 *
 * <p>Every message leaves a line in the log. Not thread-safe.
 *
 * <p>A server of DHCP may send to a client that has no address yet by its hardware address, or
 * broadcast (RFC 2131, section 4.1); the first needs more rights than the ports do, so this one
 * broadcasts.
 */
final class DhcpServer {
  /**
   * PXE's menu of one entry, which the boot code of a Raspberry Pi 3 looks for: discovery control
   * (6) without broadcast and multicast, a menu prompt (10) that chooses the entry at once, the
   * entry (9) of type 0.
   */
  static final byte[] RASPBERRY_PI_MENU = menu("Raspberry Pi Boot");

  private static final String PXE = "PXEClient";

  private static final String NO_ADDRESS =
      "no address is left; a larger --range, or one for this machine, gives it one";

  /** A packet to be sent. */
  static final class Reply {
    private final byte[] packet;
    private final Ipv4Address address;
    private final boolean toServerPort;

    private Reply(byte[] packet, Ipv4Address address, boolean toServerPort) {
      this.packet = packet;
      this.address = address;
      this.toServerPort = toServerPort;
    }

    byte[] packet() {
      return packet;
    }

    /** Returns whom to. */
    Ipv4Address address() {
      return address;
    }

    /** Whether to the port of servers, as relays have it, rather than that of clients. */
    boolean toServerPort() {
      return toServerPort;
    }
  }

  private final NetbootSettings settings;
  private final Leases leases;
  private final NetbootLog log;

  DhcpServer(NetbootSettings settings, NetbootLog log) {
    this.settings = settings;
    this.leases = new Leases(settings);
    this.log = log;
  }

  /** Returns the machine that has an address of this server. */
  Optional<HardwareAddress> owner(Ipv4Address address) {
    return leases.owner(address);
  }

  /**
   * Handles a message.
   *
   * @param packet the message is its first bytes
   * @param source who sent it, for the log
   * @param now seconds
   * @return what to answer
   */
  Optional<Reply> receive(byte[] packet, int length, Ipv4Address source, long now) {
    try {
      DhcpMessage message = DhcpMessage.parse(packet, length);
      if (message.operation() != DhcpMessage.REQUEST) {
        log.line("dhcp: %s sent a reply to the servers' port; ignored".formatted(source));
        return Optional.empty();
      }
      Optional<DhcpMessageType> type = message.type();
      if (!settings.answers(message.hardwareAddress())) {
        log(message, kind(type) + " from a machine that this server was not told of; not answered");
        return Optional.empty();
      }
      Optional<DhcpMessage> answer =
          settings.proxy()
              ? proxied(message, type)
              : type.isPresent() ? answer(message, type.get(), now) : bootp(message, now);
      return answer.map(each -> addressed(message, each));
    } catch (MalformedPacketException malformed) {
      log.line("dhcp: a packet from %s is %s; ignored".formatted(source, malformed.problem()));
      return Optional.empty();
    }
  }

  /**
   * Handles a message to PXE's own port, 4011, where a client asks the proxy that it has chosen.
   *
   * @param source to whom the answer goes
   */
  Optional<byte[]> receiveFromBootClient(byte[] packet, int length, Ipv4Address source) {
    try {
      DhcpMessage message = DhcpMessage.parse(packet, length);
      if (message.operation() != DhcpMessage.REQUEST || !isPxe(message)) {
        log.line("pxe: %s sent what is no request of a PXE client; ignored".formatted(source));
        return Optional.empty();
      }
      if (!settings.answers(message.hardwareAddress())) {
        log(message, "PXE request from a machine that this server was not told of; not answered");
        return Optional.empty();
      }
      log(message, "PXE request: boot " + settings.bootFile());
      return Optional.of(boot(message.reply().with(DhcpMessageType.ACK), message).toBytes());
    } catch (MalformedPacketException malformed) {
      log.line("pxe: a packet from %s is %s; ignored".formatted(source, malformed.problem()));
      return Optional.empty();
    }
  }

  private Optional<DhcpMessage> proxied(DhcpMessage message, Optional<DhcpMessageType> type) {
    if (type.filter(each -> each == DhcpMessageType.DISCOVER).isEmpty()) {
      return Optional.empty();
    }
    if (!isPxe(message)) {
      log(message, "discover without PXE, which a proxy cannot answer");
      return Optional.empty();
    }
    log(message, "PXE discover: boot " + settings.bootFile());
    return Optional.of(boot(message.reply().with(DhcpMessageType.OFFER), message));
  }

  private Optional<DhcpMessage> answer(DhcpMessage message, DhcpMessageType type, long now) {
    HardwareAddress client = message.hardwareAddress();
    return switch (type) {
      case DISCOVER -> {
        Optional<Ipv4Address> address =
            leases.offer(client, message.addressOption(DhcpOption.REQUESTED_ADDRESS), now);
        log(message, address.map(each -> "discover: offered " + each).orElse(NO_ADDRESS));
        yield address.map(each -> leased(message, DhcpMessageType.OFFER, each));
      }
      case REQUEST -> request(message, now);
      case INFORM -> {
        log(message, "inform from " + message.clientAddress());
        yield Optional.of(
            boot(message.reply().with(DhcpMessageType.ACK), message)
                .withClientAddress(message.clientAddress()));
      }
      case DECLINE -> {
        log(message, "decline: somebody else uses " + shown(leases.of(client)));
        leases.decline(client);
        yield Optional.empty();
      }
      case RELEASE -> {
        log(message, "release of " + shown(leases.of(client)));
        leases.release(client);
        yield Optional.empty();
      }
      case OFFER, ACK, NAK -> {
        log(message, type.label() + " sent to a server; ignored");
        yield Optional.empty();
      }
    };
  }

  /** RFC 2131, section 4.3.2. */
  private Optional<DhcpMessage> request(DhcpMessage message, long now) {
    HardwareAddress client = message.hardwareAddress();
    Optional<Ipv4Address> chosen = message.addressOption(DhcpOption.SERVER_IDENTIFIER);
    if (chosen.isPresent() && !chosen.get().equals(settings.server())) {
      log(message, "chose the server " + chosen.get());
      leases.release(client);
      return Optional.empty();
    }
    Ipv4Address wanted =
        message.addressOption(DhcpOption.REQUESTED_ADDRESS).orElse(message.clientAddress());
    Optional<Ipv4Address> own = leases.offer(client, Optional.of(wanted), now);
    if (own.filter(wanted::equals).isEmpty()) {
      log(message, "request for %s refused; it has %s".formatted(wanted, shown(own)));
      return Optional.of(
          message
              .reply()
              .with(DhcpMessageType.NAK)
              .with(DhcpOption.SERVER_IDENTIFIER, settings.server())
              .with(DhcpOption.MESSAGE, wanted + " is not yours"));
    }
    leases.bind(client, now);
    log(message, "request: has " + wanted);
    return Optional.of(
        leased(message, DhcpMessageType.ACK, wanted).withClientAddress(message.clientAddress()));
  }

  private Optional<DhcpMessage> bootp(DhcpMessage message, long now) {
    HardwareAddress client = message.hardwareAddress();
    Optional<Ipv4Address> address = leases.offer(client, Optional.empty(), now);
    leases.bind(client, now);
    log(message, address.map(each -> "BOOTP request: has " + each).orElse(NO_ADDRESS));
    return address.map(
        each -> {
          DhcpMessage answer =
              message
                  .reply()
                  .withYourAddress(each)
                  .withServerAddress(settings.server())
                  .withFile(message.file().isEmpty() ? settings.bootFile() : message.file());
          return message.hasOptions() ? network(answer) : answer;
        });
  }

  private DhcpMessage leased(DhcpMessage message, DhcpMessageType type, Ipv4Address address) {
    DhcpMessage answer =
        message
            .reply()
            .with(type)
            .withYourAddress(address)
            .with(DhcpOption.LEASE_TIME, new Ipv4Address(Leases.LEASE_SECONDS));
    return boot(network(answer), message);
  }

  private DhcpMessage network(DhcpMessage answer) {
    DhcpMessage with = answer.with(DhcpOption.SUBNET_MASK, settings.mask());
    return settings.router().map(each -> with.with(DhcpOption.ROUTER, each)).orElse(with);
  }

  /** What to boot, and where from. */
  private DhcpMessage boot(DhcpMessage answer, DhcpMessage request) {
    DhcpMessage with =
        answer
            .withServerAddress(settings.server())
            .withFile(settings.bootFile())
            .with(DhcpOption.SERVER_IDENTIFIER, settings.server())
            .with(DhcpOption.TFTP_SERVER_NAME, settings.server().toString())
            .with(DhcpOption.BOOT_FILE_NAME, settings.bootFile());
    if (!isPxe(request)) {
      return with;
    }
    DhcpMessage pxe =
        with.with(DhcpOption.VENDOR_CLASS, PXE).with(DhcpOption.VENDOR_SPECIFIC, RASPBERRY_PI_MENU);
    return request
        .option(DhcpOption.CLIENT_UUID)
        .map(uuid -> pxe.with(DhcpOption.CLIENT_UUID, uuid))
        .orElse(pxe);
  }

  private static boolean isPxe(DhcpMessage message) {
    return message
        .textOption(DhcpOption.VENDOR_CLASS)
        .filter(each -> each.startsWith(PXE))
        .isPresent();
  }

  /** RFC 2131, section 4.1: where an answer goes. */
  private static Reply addressed(DhcpMessage message, DhcpMessage answer) {
    if (!message.relayAddress().isNone()) {
      return new Reply(answer.toBytes(), message.relayAddress(), true);
    }
    boolean hasAddress = !message.clientAddress().isNone();
    boolean refused =
        answer
            .option(DhcpOption.MESSAGE_TYPE)
            .filter(value -> value[0] == DhcpMessageType.NAK.number())
            .isPresent();
    return new Reply(
        answer.toBytes(),
        hasAddress && !refused ? message.clientAddress() : Ipv4Address.BROADCAST,
        false);
  }

  private void log(DhcpMessage message, String text) {
    log.line("dhcp %s: %s".formatted(message.hardwareAddress(), text));
  }

  private static String kind(Optional<DhcpMessageType> type) {
    return type.map(DhcpMessageType::label).orElse("BOOTP request");
  }

  private static String shown(Optional<Ipv4Address> address) {
    return address.map(Ipv4Address::toString).orElse("no address");
  }

  private static byte[] menu(String entry) {
    byte[] name = entry.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream menu = new ByteArrayOutputStream();
    menu.writeBytes(new byte[] {6, 1, 3});
    menu.writeBytes(new byte[] {10, 4, 0, 'P', 'X', 'E'});
    menu.writeBytes(new byte[] {9, (byte) (3 + name.length), 0, 0, (byte) name.length});
    menu.writeBytes(name);
    menu.write(DhcpOption.END);
    return menu.toByteArray();
  }
}
