package org.demitasse.toolchain.netboot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.demitasse.toolchain.netboot.TftpServer.Client;
import org.demitasse.toolchain.netboot.TftpServer.Decision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TftpServerTest {
  private static final Client BOARD = new Client(Ipv4Address.parse("10.0.0.5").orElseThrow(), 2000);
  private static final Client STRANGER =
      new Client(Ipv4Address.parse("10.0.0.66").orElseThrow(), 2000);

  @TempDir Path folder;
  private final RecordedLog log = new RecordedLog();
  private Path served = Path.of("");
  private TftpServer server;

  @BeforeEach
  void makeFiles() throws Exception {
    served = Files.createDirectories(folder.resolve("served/boards"));
    served = folder.resolve("served");
    Files.writeString(served.resolve("Image"), "kernel");
    Files.writeString(served.resolve("boards/a.dtb"), "tree");
    Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(served.resolve("inside"), Path.of("Image"));
    Files.createSymbolicLink(served.resolve("outside"), Path.of("../secret"));
    Files.createSymbolicLink(served.resolve("way-out"), folder);
    server =
        new TftpServer(
            new ServedFolder(served), address -> !address.equals(STRANGER.address()), log);
  }

  private Decision ask(String name) {
    return server.receive(TftpPacket.request(false, name, "octet", Map.of()), BOARD);
  }

  private static TftpPacket.Failure error(Decision decision) throws Exception {
    assertThat(decision).isInstanceOf(TftpServer.Refuse.class);
    return (TftpPacket.Failure) TftpPacket.parse(((TftpServer.Refuse) decision).packet());
  }

  private static TftpServer.Transfer transfer(Decision decision) {
    assertThat(decision).isInstanceOf(TftpServer.Serve.class);
    return ((TftpServer.Serve) decision).transfer();
  }

  private static String content(TftpServer.Transfer transfer) throws Exception {
    ByteBuffer content = ByteBuffer.allocate((int) transfer.file().size());
    transfer.file().read(0, content);
    return new String(content.array(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"Image, kernel", "boards/a.dtb, tree", "inside, kernel"})
  void file_inTheFolder_isServed(String name, String content) throws Exception {
    TftpServer.Transfer transfer = transfer(ask(name));
    assertThat(content(transfer)).isEqualTo(content);
    assertThat(log.lines())
        .containsExactly(
            "tftp 10.0.0.5: %s: %d bytes asked for, in blocks of 512"
                .formatted(name, content.length()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "../secret | 2 | a name with an empty part, \".\" or \"..\"",
        "boards/../../secret | 2 | a name with an empty part, \".\" or \"..\"",
        "boards//a.dtb | 2 | a name with an empty part, \".\" or \"..\"",
        "./Image | 2 | a name with an empty part, \".\" or \"..\"",
        ".. | 2 | a name with an empty part, \".\" or \"..\"",
        "/etc/passwd | 2 | an absolute name; names are relative to the served folder",
        "outside | 2 | a link leads out of the served folder",
        "way-out/secret | 2 | a link leads out of the served folder",
        "boards | 2 | not a file",
        "Imag | 1 | no such file; did you mean \"Image\"?",
        "Image/x | 1 | no such file",
        "`` | 1 | no name",
      })
  void otherName_isRefused(String name, int code, String reason) throws Exception {
    TftpPacket.Failure error = error(ask(name));
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.message()).startsWith(reason);
    assertThat(log.last()).startsWith("tftp 10.0.0.5: %s refused: %s".formatted(name, reason));
  }

  @Test
  void nameWithControlCharacters_doesNotReachTheLog() throws Exception {
    assertThat(error(ask("Image\u001b[2J\n")).code()).isEqualTo(2);
    assertThat(log.last())
        .isEqualTo("tftp 10.0.0.5: Image?[2J? refused: a name that is too long or no text");
  }

  @Test
  void writing_isRefused() throws Exception {
    TftpPacket.Failure error =
        error(server.receive(TftpPacket.request(true, "new", "octet", Map.of()), BOARD));
    assertThat(error.code()).isEqualTo(2);
    assertThat(error.message()).isEqualTo("this server is read-only; nothing was written");
    assertThat(served.resolve("new")).doesNotExist();
  }

  @Test
  void unknownMachine_getsNoAnswer() {
    Decision decision =
        server.receive(TftpPacket.request(false, "Image", "octet", Map.of()), STRANGER);
    assertThat(decision).isInstanceOf(TftpServer.Ignore.class);
    assertThat(log.last())
        .isEqualTo(
            "tftp 10.0.0.66: Image asked for by a machine that this server was not told of; not answered");
  }

  @Test
  void packetThatIsNoRequest_isRefusedOrIgnored() throws Exception {
    assertThat(error(server.receive(TftpPacket.acknowledgment(1), BOARD)).code()).isEqualTo(5);
    assertThat(server.receive(ByteBuffer.wrap(new byte[] {0, 1, 'I', 'm'}), BOARD))
        .isInstanceOf(TftpServer.Ignore.class);
    assertThat(log.last())
        .isEqualTo("tftp 10.0.0.5: a packet that is cut short in its file name; ignored");
  }

  @Test
  void mode_isOctetOrNetascii() throws Exception {
    Files.writeString(served.resolve("text"), "a\nb\rc");
    Decision text = server.receive(TftpPacket.request(false, "text", "NetASCII", Map.of()), BOARD);
    assertThat(content(transfer(text))).isEqualTo("a\r\nb\r\0c");
    server.ended(transfer(text), 1);
    Decision mail = server.receive(TftpPacket.request(false, "text", "mail", Map.of()), BOARD);
    assertThat(error(mail).message()).isEqualTo("mode \"mail\"; expected octet or netascii");
  }

  @Test
  void doubledRequest_isServedOnce() {
    TftpServer.Transfer first = transfer(ask("Image"));
    assertThat(ask("Image")).isInstanceOf(TftpServer.Ignore.class);
    assertThat(server.running(BOARD)).contains(first);
    server.ended(first, 1);
    assertThat(server.running(BOARD)).isEmpty();
  }

  @Test
  void clientThatBeginsAnew_endsItsEarlierTransfer() {
    TftpServer.Transfer first = transfer(ask("Image"));
    TftpServer.Transfer second = transfer(ask("boards/a.dtb"));
    assertThat(first.progress().state()).isEqualTo(TftpTransfer.State.FAILED);
    server.ended(first, 1);
    assertThat(log.last())
        .isEqualTo("tftp 10.0.0.5: Image: failed after 0 of 6 bytes: the client has begun anew");
    assertThat(server.running(BOARD)).contains(second);
  }

  @Test
  void tooManyTransfers_areRefused() throws Exception {
    for (int port = 1; port <= TftpServer.MOST_TRANSFERS; port++) {
      transfer(
          server.receive(
              TftpPacket.request(false, "Image", "octet", Map.of()),
              new Client(BOARD.address(), port)));
    }
    assertThat(error(ask("Image")).message()).startsWith("busy with 64 transfers");
  }

  @Test
  void options_areAnsweredAsAgreed() {
    Decision decision =
        server.receive(
            TftpPacket.request(
                false, "Image", "octet", Map.of("BlkSize", "1024", "windowsize", "4")),
            BOARD);
    assertThat(transfer(decision).options().acknowledged())
        .isEqualTo(Map.of("blksize", "1024", "windowsize", "4"));
    assertThat(log.last())
        .isEqualTo("tftp 10.0.0.5: Image: 6 bytes asked for, in blocks of 1,024, 4 at a time");
  }
}
