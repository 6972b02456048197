package org.demitasse.toolchain.netboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.demitasse.toolchain.HostTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server on real sockets of the loopback interface, with clients that others wrote. */
@Timeout(60)
class NetbootServerTest {
  private static final Ipv4Address LOOPBACK = Ipv4Address.parse("127.0.0.1").orElseThrow();
  private static final HardwareAddress BOARD =
      HardwareAddress.parse("b8:27:eb:00:00:01").orElseThrow();

  @TempDir Path folder;
  private final RecordedLog log = new RecordedLog();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private NetbootServer server;
  private Future<?> serving;
  private byte[] content;

  @BeforeEach
  void start() throws Exception {
    content = new byte[1_234_567];
    new Random(1).nextBytes(content);
    Files.write(Files.createDirectory(folder.resolve("served")).resolve("Image"), content);
    start(new NetbootServer.Ports(0, 0, 0));
  }

  private void start(NetbootServer.Ports ports) throws IOException {
    NetbootServer opened = new NetbootServer(settings(), folder.resolve("served"), ports, log);
    server = opened;
    serving =
        threads.submit(
            () -> {
              opened.serve();
              return null;
            });
  }

  @AfterEach
  void end() throws Exception {
    server.close();
    serving.get(10, TimeUnit.SECONDS);
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private static NetbootSettings settings() {
    return new NetbootSettings(
        LOOPBACK,
        Ipv4Address.mask(8),
        Optional.empty(),
        Optional.empty(),
        Map.of(BOARD, Optional.of(Ipv4Address.parse("127.0.0.9").orElseThrow())),
        true,
        false,
        "Image");
  }

  private String url(String name) {
    return "tftp://127.0.0.1:%d/%s".formatted(server.tftpPort(), name);
  }

  private void awaitLine(String text) throws InterruptedException {
    while (log.lines().stream().noneMatch(line -> line.contains(text))) {
      Thread.sleep(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 512, 1468, 65464})
  void curl_loadsAFile(int blockSize) throws Exception {
    // curl's block numbers end with 65535.
    byte[] expected = Arrays.copyOf(content, (int) Math.min(content.length, 60_000L * blockSize));
    Files.write(folder.resolve("served/part"), expected);
    Path loaded = folder.resolve("loaded");
    HostTool.find("curl", "curl")
        .run(
            "-s",
            "--tftp-blksize",
            Integer.toString(blockSize),
            "-o",
            loaded.toString(),
            url("part"));
    assertThat(Files.readAllBytes(loaded)).isEqualTo(expected);
    awaitLine("tftp 127.0.0.1: part: done, %,d bytes".formatted(expected.length));
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "4, windowsize 4", "16, windowsize 16"})
  void atftp_loadsAFileInWindows(int windowSize, String option) throws Exception {
    HostTool atftp = HostTool.find("atftp", "atftp");
    Path loaded = folder.resolve("loaded");
    String line = "-g -r Image -l " + loaded + " 127.0.0.1 " + server.tftpPort();
    String[] arguments =
        option.isEmpty()
            ? ("--option;blksize 1400;" + line.replace(' ', ';')).split(";", -1)
            : ("--option;" + option + ";" + line.replace(' ', ';')).split(";", -1);
    atftp.run(arguments);
    assertThat(Files.readAllBytes(loaded)).isEqualTo(content);
    awaitLine("tftp 127.0.0.1: Image: done");
    if (windowSize > 1) {
      assertThat(log.lines()).anyMatch(each -> each.contains(", " + windowSize + " at a time"));
    }
  }

  @Test
  void clients_areServedAtOnce() throws Exception {
    HostTool curl = HostTool.find("curl", "curl");
    List<Future<String>> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Path loaded = folder.resolve("loaded" + i);
      runs.add(threads.submit(() -> curl.run("-s", "-o", loaded.toString(), url("Image"))));
    }
    for (int i = 0; i < 8; i++) {
      runs.get(i).get();
      assertThat(Files.readAllBytes(folder.resolve("loaded" + i))).isEqualTo(content);
    }
  }

  @Test
  void badRequests_areRefused_andTheServerGoesOn() throws Exception {
    HostTool curl = HostTool.find("curl", "curl");
    Files.writeString(folder.resolve("secret"), "secret");
    // curl's own numbers: 68, there is no such file; 69, that is not allowed.
    assertThat(curl.outcome("-s", url("nothing")).status()).isEqualTo(68);
    assertThat(curl.outcome("-s", "--path-as-is", url("../secret")).status()).isEqualTo(69);
    assertThat(curl.outcome("-s", url("/etc/passwd")).status()).isEqualTo(69);
    assertThat(curl.outcome("-s", "-T", folder.resolve("secret").toString(), url("new")).status())
        .isEqualTo(69);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (byte[] each :
          new byte[][] {{}, {0}, {0, 1}, {0, 1, 'x'}, {0, 9, 0, 0}, new byte[2000]}) {
        send(socket, each, server.tftpPort());
      }
    }
    curl.run("-s", "-o", folder.resolve("loaded").toString(), url("Image"));
    assertThat(Files.readAllBytes(folder.resolve("loaded"))).isEqualTo(content);
    try (var files = Files.list(folder.resolve("served"))) {
      assertThat(files).containsExactly(folder.resolve("served/Image"));
    }
  }

  @Test
  void clientWhosePortCloses_isGivenUp() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      ByteBuffer request = TftpPacket.request(false, "Image", "octet", Map.of());
      send(socket, bytes(request), server.tftpPort());
      DatagramPacket first = new DatagramPacket(new byte[600], 600);
      socket.receive(first);
      socket.connect(first.getSocketAddress());
      ByteBuffer acknowledgment = TftpPacket.acknowledgment(1);
      socket.send(new DatagramPacket(bytes(acknowledgment), 4));
    }
    awaitLine("the client has vanished");
  }

  @Test
  void dhcp_isAnsweredBesideTftp() throws Exception {
    server.close();
    try (DatagramSocket client = new DatagramSocket(0, LOOPBACK.toInetAddress())) {
      start(new NetbootServer.Ports(client.getLocalPort() - 1, 0, 0));
      byte[] inform =
          DhcpMessage.request(BOARD, 7)
              .with(DhcpMessageType.INFORM)
              .withClientAddress(LOOPBACK)
              .toBytes();
      send(client, inform, client.getLocalPort() - 1);
      DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
      client.receive(answer);
      DhcpMessage read = DhcpMessage.parse(answer.getData(), answer.getLength());
      assertThat(read.transaction()).isEqualTo(7);
      assertThat(read.file()).isEqualTo("Image");
    }
  }

  @Test
  void portThatIsTaken_isNamed() throws Exception {
    try (DatagramSocket other = new DatagramSocket(0, LOOPBACK.toInetAddress())) {
      NetbootServer.Ports ports = new NetbootServer.Ports(0, 0, other.getLocalPort());
      assertThatThrownBy(() -> new NetbootServer(settings(), folder.resolve("served"), ports, log))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot open port %d of 127.0.0.1 for TFTP: Address already in use; another server has it; stop that, or choose another port with --tftp-port"
                  .formatted(other.getLocalPort()));
    }
  }

  private static byte[] bytes(ByteBuffer packet) {
    byte[] bytes = new byte[packet.remaining()];
    packet.get(bytes);
    return bytes;
  }

  private static void send(DatagramSocket socket, byte[] bytes, int port) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK.toInetAddress(), port));
  }
}
