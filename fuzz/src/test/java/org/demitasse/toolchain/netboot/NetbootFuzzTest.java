package org.demitasse.toolchain.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets as they come from the network. */
class NetbootFuzzTest {
  private static final Ipv4Address SERVER = Ipv4Address.parse("10.7.0.1").orElseThrow();
  private static final HardwareAddress BOARD =
      HardwareAddress.parse("b8:27:eb:00:00:01").orElseThrow();
  private static final Path FOLDER = folder();

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("netboot");
      Files.writeString(folder.resolve("secret"), "secret");
      Path served = Files.createDirectory(folder.resolve("served"));
      Files.write(served.resolve("Image"), new byte[5000]);
      return served;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static NetbootSettings settings(boolean proxy) {
    return new NetbootSettings(
        SERVER,
        Ipv4Address.mask(24),
        Optional.of(SERVER),
        Optional.of(
            new NetbootSettings.Range(
                Ipv4Address.parse("10.7.0.100").orElseThrow(),
                Ipv4Address.parse("10.7.0.103").orElseThrow())),
        Map.of(),
        true,
        proxy,
        "Image");
  }

  private static final NetbootLog PLAIN =
      new NetbootLog() {
        @Override
        public void line(String text) {
          assertThat(text).doesNotContainPattern("\\p{Cntrl}");
        }

        @Override
        public void progress(String transfer, long sent, long size) {
          throw new AssertionError("no transfer runs");
        }
      };

  static Stream<byte[]> dhcpMessages() {
    DhcpMessage plain = DhcpMessage.request(BOARD, 7);
    return Stream.of(
        plain.toBytes(),
        plain.with(DhcpMessageType.DISCOVER).with(DhcpOption.VENDOR_CLASS, "PXEClient").toBytes(),
        plain
            .with(DhcpMessageType.REQUEST)
            .with(DhcpOption.REQUESTED_ADDRESS, SERVER)
            .with(DhcpOption.SERVER_IDENTIFIER, SERVER)
            .toBytes(),
        plain.with(DhcpMessageType.INFORM).with(DhcpOption.OVERLOAD, (byte) 3).toBytes());
  }

  @MethodSource("dhcpMessages")
  @FuzzTest(maxDuration = "10m")
  void dhcp(byte[] input) throws MalformedPacketException {
    for (boolean proxy : new boolean[] {false, true}) {
      DhcpServer server = new DhcpServer(settings(proxy), PLAIN);
      Optional<DhcpServer.Reply> reply = server.receive(input, input.length, SERVER, 0);
      if (reply.isPresent()) {
        byte[] packet = reply.get().packet();
        DhcpMessage answer = DhcpMessage.parse(packet, packet.length);
        assertThat(answer.operation()).isEqualTo(DhcpMessage.REPLY);
        assertThat(answer.yourAddress()).isNotEqualTo(SERVER);
      }
      Optional<byte[]> boot = server.receiveFromBootClient(input, input.length, SERVER);
      if (boot.isPresent()) {
        DhcpMessage.parse(boot.get(), boot.get().length);
      }
    }
  }

  static Stream<byte[]> requests() {
    return Stream.of(
            TftpPacket.request(
                false, "Image", "octet", Map.of("blksize", "1468", "windowsize", "4")),
            TftpPacket.request(false, "../secret", "netascii", Map.of("tsize", "0")),
            TftpPacket.request(true, "new", "octet", Map.of("timeout", "3")),
            TftpPacket.error(TftpError.DISK_FULL, "no room"),
            TftpPacket.optionAcknowledgment(Map.of("blksize", "8")))
        .map(
            packet -> {
              byte[] bytes = new byte[packet.remaining()];
              packet.get(bytes);
              return bytes;
            });
  }

  @MethodSource("requests")
  @FuzzTest(maxDuration = "10m")
  void tftpRequest(byte[] input) throws IOException, MalformedPacketException {
    TftpServer server = new TftpServer(new ServedFolder(FOLDER), each -> true, PLAIN);
    switch (server.receive(ByteBuffer.wrap(input), new TftpServer.Client(SERVER, 2000))) {
      case TftpServer.Ignore ignored -> {
        // Nothing to look at.
      }
      case TftpServer.Refuse(ByteBuffer packet) ->
          assertThat(TftpPacket.parse(packet)).isInstanceOf(TftpPacket.Failure.class);
      case TftpServer.Serve(TftpServer.Transfer transfer) -> {
        assertThat(transfer.name()).isEqualTo("Image");
        assertThat(transfer.options().blockSize()).isBetween(8, 65464);
        server.ended(transfer, 1);
      }
    }
  }

  /** The first byte says how long the next packet is, and so on. */
  @FuzzTest(maxDuration = "10m")
  void tftpTransfer(byte[] input) throws IOException {
    ServedFile file =
        new ServedFile() {
          @Override
          public long size() {
            return 3000;
          }

          @Override
          public void read(long offset, ByteBuffer buffer) {
            assertThat(offset + buffer.remaining()).isBetween(0L, size());
            buffer.position(buffer.limit());
          }

          @Override
          public void close() {
            throw new AssertionError("closed by its transfer");
          }
        };
    TftpOptions options = TftpOptions.agree(Map.of("windowsize", "4"), file.size());
    TftpTransfer transfer = new TftpTransfer(file, options);
    long[] sent = {0};
    TftpTransfer.Output output = packet -> sent[0]++;
    transfer.start(0, output);
    int packets = 0;
    for (int at = 0; at < input.length; packets++) {
      int length = Math.min(input[at] & 0x0F, input.length - at - 1);
      transfer.receive(ByteBuffer.wrap(input, at + 1, length), packets, output);
      at += 1 + length;
    }
    assertThat(transfer.delivered()).isBetween(0L, file.size());
    // No packet brings forth more than a window.
    assertThat(sent[0]).isLessThanOrEqualTo(1 + 4L * packets);
  }
}
