package org.demitasse.toolchain.netboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DhcpServerTest {
  private static final Ipv4Address SERVER = address("10.7.0.1");
  private static final Ipv4Address OTHER_SERVER = address("10.7.0.2");
  private static final HardwareAddress BOARD = hardware("b8:27:eb:00:00:01");
  private static final HardwareAddress FIXED = hardware("b8:27:eb:00:00:02");
  private static final HardwareAddress STRANGER = hardware("52:54:00:12:34:56");
  private static final int TRANSACTION = 0x1234_5678;

  private final RecordedLog log = new RecordedLog();

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  private static HardwareAddress hardware(String text) {
    return HardwareAddress.parse(text).orElseThrow();
  }

  private static NetbootSettings settings(String last, boolean any, boolean proxy) {
    Map<HardwareAddress, Optional<Ipv4Address>> clients = new LinkedHashMap<>();
    clients.put(BOARD, Optional.empty());
    clients.put(FIXED, Optional.of(address("10.7.0.50")));
    return new NetbootSettings(
        SERVER,
        Ipv4Address.mask(24),
        Optional.of(SERVER),
        Optional.of(new NetbootSettings.Range(address("10.7.0.100"), address(last))),
        clients,
        any,
        proxy,
        "hello.uimage");
  }

  private DhcpServer server() {
    return new DhcpServer(settings("10.7.0.199", false, false), log);
  }

  private static DhcpMessage message(HardwareAddress client, DhcpMessageType type) {
    return DhcpMessage.request(client, TRANSACTION).with(type);
  }

  private static DhcpMessage request(HardwareAddress client, String wanted) {
    return message(client, DhcpMessageType.REQUEST)
        .with(DhcpOption.REQUESTED_ADDRESS, address(wanted));
  }

  private Optional<DhcpServer.Reply> send(DhcpServer server, DhcpMessage message, long now) {
    byte[] packet = message.toBytes();
    return server.receive(packet, packet.length, Ipv4Address.NONE, now);
  }

  private static DhcpMessage read(Optional<DhcpServer.Reply> reply) throws Exception {
    byte[] packet = reply.orElseThrow().packet();
    return DhcpMessage.parse(packet, packet.length);
  }

  @Test
  void knownMachine_isOfferedAnAddressAndTheFile() throws Exception {
    DhcpServer server = server();
    Optional<DhcpServer.Reply> reply = send(server, message(BOARD, DhcpMessageType.DISCOVER), 0);
    assertThat(reply.orElseThrow().address()).isEqualTo(Ipv4Address.BROADCAST);
    assertThat(reply.orElseThrow().toServerPort()).isFalse();
    DhcpMessage offer = read(reply);
    assertThat(offer.operation()).isEqualTo(DhcpMessage.REPLY);
    assertThat(offer.type()).contains(DhcpMessageType.OFFER);
    assertThat(offer.transaction()).isEqualTo(TRANSACTION);
    assertThat(offer.hardwareAddress()).isEqualTo(BOARD);
    assertThat(offer.yourAddress()).isEqualTo(address("10.7.0.100"));
    assertThat(offer.serverAddress()).isEqualTo(SERVER);
    assertThat(offer.file()).isEqualTo("hello.uimage");
    assertThat(offer.addressOption(DhcpOption.SUBNET_MASK)).contains(address("255.255.255.0"));
    assertThat(offer.addressOption(DhcpOption.ROUTER)).contains(SERVER);
    assertThat(offer.addressOption(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
    assertThat(offer.textOption(DhcpOption.BOOT_FILE_NAME)).contains("hello.uimage");
    assertThat(offer.option(DhcpOption.VENDOR_SPECIFIC)).isEmpty();
    assertThat(log.lines()).containsExactly("dhcp b8:27:eb:00:00:01: discover: offered 10.7.0.100");
  }

  @Test
  void request_isAcknowledged_andTheAddressStays() throws Exception {
    DhcpServer server = server();
    send(server, message(BOARD, DhcpMessageType.DISCOVER), 0);
    DhcpMessage acknowledged =
        read(
            send(
                server,
                request(BOARD, "10.7.0.100").with(DhcpOption.SERVER_IDENTIFIER, SERVER),
                1));
    assertThat(acknowledged.type()).contains(DhcpMessageType.ACK);
    assertThat(acknowledged.yourAddress()).isEqualTo(address("10.7.0.100"));
    assertThat(acknowledged.addressOption(DhcpOption.LEASE_TIME))
        .contains(new Ipv4Address(Leases.LEASE_SECONDS));
    assertThat(server.owner(address("10.7.0.100"))).contains(BOARD);
    assertThat(log.last()).isEqualTo("dhcp b8:27:eb:00:00:01: request: has 10.7.0.100");
    assertThat(read(send(server, message(BOARD, DhcpMessageType.DISCOVER), 9)).yourAddress())
        .isEqualTo(address("10.7.0.100"));
  }

  @Test
  void machineWithAFixedAddress_getsIt() throws Exception {
    assertThat(read(send(server(), message(FIXED, DhcpMessageType.DISCOVER), 0)).yourAddress())
        .isEqualTo(address("10.7.0.50"));
  }

  @Test
  void unknownMachine_getsNoAnswer_unlessAnyDoes() throws Exception {
    assertThat(send(server(), message(STRANGER, DhcpMessageType.DISCOVER), 0)).isEmpty();
    assertThat(log.last())
        .isEqualTo(
            "dhcp 52:54:00:12:34:56: discover from a machine that this server was not told of; not answered");
    DhcpServer open = new DhcpServer(settings("10.7.0.199", true, false), log);
    assertThat(read(send(open, message(STRANGER, DhcpMessageType.DISCOVER), 0)).yourAddress())
        .isEqualTo(address("10.7.0.100"));
  }

  @Test
  void requestForAnotherAddress_isRefusedToEverybodysEars() throws Exception {
    DhcpServer server = server();
    send(server, message(BOARD, DhcpMessageType.DISCOVER), 0);
    Optional<DhcpServer.Reply> reply = send(server, request(BOARD, "10.7.0.150"), 1);
    assertThat(read(reply).type()).contains(DhcpMessageType.NAK);
    assertThat(read(reply).yourAddress()).isEqualTo(Ipv4Address.NONE);
    assertThat(reply.orElseThrow().address()).isEqualTo(Ipv4Address.BROADCAST);
    assertThat(log.last())
        .isEqualTo("dhcp b8:27:eb:00:00:01: request for 10.7.0.150 refused; it has 10.7.0.100");
  }

  @Test
  void machineThatRemembersItsAddress_keepsIt() throws Exception {
    DhcpServer server = server();
    assertThat(read(send(server, request(BOARD, "10.7.0.123"), 0)).type())
        .contains(DhcpMessageType.ACK);
    assertThat(server.owner(address("10.7.0.123"))).contains(BOARD);
    assertThat(read(send(server, request(FIXED, "10.7.0.124"), 0)).type())
        .contains(DhcpMessageType.NAK);
  }

  @Test
  void machineThatHasAnAddress_isAnsweredThere() throws Exception {
    DhcpServer server = server();
    send(server, request(BOARD, "10.7.0.123"), 0);
    DhcpMessage renewal =
        message(BOARD, DhcpMessageType.REQUEST).withClientAddress(address("10.7.0.123"));
    Optional<DhcpServer.Reply> reply = send(server, renewal, 1);
    assertThat(reply.orElseThrow().address()).isEqualTo(address("10.7.0.123"));
    assertThat(read(reply).clientAddress()).isEqualTo(address("10.7.0.123"));
  }

  @Test
  void relay_getsTheAnswer() throws Exception {
    DhcpMessage relayed =
        message(BOARD, DhcpMessageType.DISCOVER).withRelayAddress(address("10.9.0.1"));
    DhcpServer.Reply reply = send(server(), relayed, 0).orElseThrow();
    assertThat(reply.address()).isEqualTo(address("10.9.0.1"));
    assertThat(reply.toServerPort()).isTrue();
  }

  @Test
  void machineThatChoosesAnotherServer_frees() {
    DhcpServer server = server();
    send(server, message(BOARD, DhcpMessageType.DISCOVER), 0);
    DhcpMessage other = request(BOARD, "10.7.0.7").with(DhcpOption.SERVER_IDENTIFIER, OTHER_SERVER);
    assertThat(send(server, other, 1)).isEmpty();
    assertThat(server.owner(address("10.7.0.100"))).isEmpty();
    assertThat(log.last()).isEqualTo("dhcp b8:27:eb:00:00:01: chose the server 10.7.0.2");
  }

  @Test
  void declinedAddress_isNotGivenOutAgain() throws Exception {
    DhcpServer server = server();
    send(server, message(BOARD, DhcpMessageType.DISCOVER), 0);
    assertThat(send(server, message(BOARD, DhcpMessageType.DECLINE), 1)).isEmpty();
    assertThat(read(send(server, message(BOARD, DhcpMessageType.DISCOVER), 2)).yourAddress())
        .isEqualTo(address("10.7.0.101"));
  }

  @Test
  void addresses_runOutAndComeBack() throws Exception {
    DhcpServer server = new DhcpServer(settings("10.7.0.100", true, false), log);
    send(server, request(STRANGER, "10.7.0.100"), 0);
    assertThat(send(server, message(BOARD, DhcpMessageType.DISCOVER), 1)).isEmpty();
    assertThat(log.last())
        .isEqualTo(
            "dhcp b8:27:eb:00:00:01: no address is left; a larger --range, or one for this machine, gives it one");
    long over = Leases.LEASE_SECONDS + 1L;
    assertThat(read(send(server, message(BOARD, DhcpMessageType.DISCOVER), over)).yourAddress())
        .isEqualTo(address("10.7.0.100"));
    send(server, message(BOARD, DhcpMessageType.RELEASE), over);
    assertThat(read(send(server, message(STRANGER, DhcpMessageType.DISCOVER), over)).yourAddress())
        .isEqualTo(address("10.7.0.100"));
  }

  @Test
  void inform_tellsTheFileWithoutAnAddress() throws Exception {
    DhcpMessage inform =
        message(BOARD, DhcpMessageType.INFORM).withClientAddress(address("10.7.0.9"));
    Optional<DhcpServer.Reply> reply = send(server(), inform, 0);
    assertThat(reply.orElseThrow().address()).isEqualTo(address("10.7.0.9"));
    assertThat(read(reply).yourAddress()).isEqualTo(Ipv4Address.NONE);
    assertThat(read(reply).file()).isEqualTo("hello.uimage");
    assertThat(read(reply).option(DhcpOption.LEASE_TIME)).isEmpty();
  }

  @Test
  void bootp_isAnswered() throws Exception {
    DhcpServer server = server();
    DhcpMessage reply = read(send(server, DhcpMessage.request(BOARD, TRANSACTION), 0));
    assertThat(reply.hasOptions()).isFalse();
    assertThat(reply.type()).isEmpty();
    assertThat(reply.yourAddress()).isEqualTo(address("10.7.0.100"));
    assertThat(reply.file()).isEqualTo("hello.uimage");
    assertThat(log.last()).isEqualTo("dhcp b8:27:eb:00:00:01: BOOTP request: has 10.7.0.100");
    DhcpMessage asking = DhcpMessage.request(BOARD, 1).withFile("other");
    assertThat(read(send(server, asking, 0)).file()).isEqualTo("other");
  }

  @Test
  void raspberryPi_findsTheWordsThatItLooksFor() throws Exception {
    DhcpMessage discover =
        message(BOARD, DhcpMessageType.DISCOVER)
            .with(DhcpOption.VENDOR_CLASS, "PXEClient:Arch:00000:UNDI:002001")
            .with(DhcpOption.CLIENT_UUID, new byte[] {0, 1, 2, 3});
    DhcpMessage offer = read(send(server(), discover, 0));
    assertThat(offer.textOption(DhcpOption.VENDOR_CLASS)).contains("PXEClient");
    assertThat(offer.textOption(DhcpOption.VENDOR_SPECIFIC).orElseThrow())
        .contains("\u0009\u0014\0\0\u0011Raspberry Pi Boot");
    assertThat(offer.option(DhcpOption.CLIENT_UUID)).contains(new byte[] {0, 1, 2, 3});
  }

  @Test
  void proxy_tellsPxeClientsTheFile_andNoAddress() throws Exception {
    DhcpServer proxy = new DhcpServer(settings("10.7.0.199", false, true), log);
    assertThat(send(proxy, message(BOARD, DhcpMessageType.DISCOVER), 0)).isEmpty();
    assertThat(send(proxy, request(BOARD, "10.7.0.100"), 0)).isEmpty();
    assertThat(send(proxy, DhcpMessage.request(BOARD, 1), 0)).isEmpty();
    DhcpMessage discover =
        message(BOARD, DhcpMessageType.DISCOVER).with(DhcpOption.VENDOR_CLASS, "PXEClient");
    DhcpMessage offer = read(send(proxy, discover, 0));
    assertThat(offer.type()).contains(DhcpMessageType.OFFER);
    assertThat(offer.yourAddress()).isEqualTo(Ipv4Address.NONE);
    assertThat(offer.serverAddress()).isEqualTo(SERVER);
    assertThat(offer.file()).isEqualTo("hello.uimage");
    assertThat(offer.option(DhcpOption.SUBNET_MASK)).isEmpty();
    byte[] request =
        message(BOARD, DhcpMessageType.REQUEST)
            .with(DhcpOption.VENDOR_CLASS, "PXEClient")
            .toBytes();
    byte[] answer =
        proxy.receiveFromBootClient(request, request.length, address("10.7.0.33")).orElseThrow();
    assertThat(DhcpMessage.parse(answer, answer.length).type()).contains(DhcpMessageType.ACK);
    assertThat(log.last()).isEqualTo("dhcp b8:27:eb:00:00:01: PXE request: boot hello.uimage");
  }

  @Test
  void packetCutShort_isIgnoredWithALine() {
    DhcpServer server = server();
    byte[] packet = message(BOARD, DhcpMessageType.DISCOVER).toBytes();
    for (int length = 0; length < packet.length; length++) {
      server.receive(packet, length, address("10.7.0.9"), 0);
    }
    assertThat(log.lines().get(0))
        .isEqualTo(
            "dhcp: a packet from 10.7.0.9 is cut short: 0 bytes; a BOOTP message has at least 236; ignored");
    assertThat(log.lines())
        .contains("dhcp: a packet from 10.7.0.9 is cut short in option 53; ignored");
    assertThat(log.lines()).hasSize(packet.length);
  }

  @Test
  void packetForAnotherKindOfNetwork_isIgnored() {
    byte[] packet = message(BOARD, DhcpMessageType.DISCOVER).toBytes();
    packet[2] = 16;
    assertThat(server().receive(packet, packet.length, address("10.7.0.9"), 0)).isEmpty();
    assertThat(log.last())
        .contains("a hardware address of type 1 and 16 bytes; expected Ethernet, 1 and 6");
  }

  @Test
  void replyOfAnotherServer_isIgnored() {
    byte[] packet = message(BOARD, DhcpMessageType.DISCOVER).reply().toBytes();
    assertThat(server().receive(packet, packet.length, OTHER_SERVER, 0)).isEmpty();
    assertThat(log.last()).isEqualTo("dhcp: 10.7.0.2 sent a reply to the servers' port; ignored");
  }

  @Test
  void optionsInTheFieldsForNames_areRead() throws Exception {
    byte[] packet = DhcpMessage.request(BOARD, 1).with(DhcpOption.OVERLOAD, (byte) 1).toBytes();
    packet[108] = DhcpOption.MESSAGE_TYPE;
    packet[109] = 1;
    packet[110] = 1;
    packet[111] = (byte) DhcpOption.END;
    assertThat(DhcpMessage.parse(packet, packet.length).type()).contains(DhcpMessageType.DISCOVER);
  }

  @Test
  void longOption_isSplitAndJoined() throws Exception {
    byte[] value = new byte[600];
    Arrays.fill(value, (byte) 7);
    byte[] packet = DhcpMessage.request(BOARD, 1).with(200, value).toBytes();
    assertThat(DhcpMessage.parse(packet, packet.length).option(200)).contains(value);
  }

  @Test
  void rangeOutsideTheNetwork_isRefused() {
    assertThatThrownBy(() -> settings("10.8.0.1", false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the addresses 10.7.0.100 to 10.8.0.1 are not in the network of 10.7.0.1, mask 255.255.255.0");
    assertThatThrownBy(() -> settings("10.7.0.99", false, false))
        .hasMessageContaining("ends before it begins");
  }
}
