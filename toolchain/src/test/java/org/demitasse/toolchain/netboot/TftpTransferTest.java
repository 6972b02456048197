package org.demitasse.toolchain.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.demitasse.toolchain.netboot.LossyNetwork.Quality;
import org.demitasse.toolchain.netboot.TftpTransfer.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TftpTransferTest {
  private static final Quality GOOD = new Quality(0, 0, 0);
  private static final int RANDOM_RUNS = 300;

  private final List<TftpPacket> sent = new ArrayList<>();
  private final TftpTransfer.Output output = packet -> sent.add(parsed(packet));

  private static TftpOptions options(int blockSize, int windowSize, long size) {
    return TftpOptions.agree(
        Map.of("blksize", Integer.toString(blockSize), "windowsize", Integer.toString(windowSize)),
        size);
  }

  private static TftpOptions noOptions() {
    return TftpOptions.agree(Map.of(), 0);
  }

  private static TftpPacket parsed(ByteBuffer packet) {
    ByteBuffer copy = ByteBuffer.allocate(packet.remaining()).put(packet).flip();
    try {
      return TftpPacket.parse(copy);
    } catch (MalformedPacketException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static ByteBuffer acknowledgment(int block) {
    return TftpPacket.acknowledgment(block);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 512, 1, 1",
    "1, 512, 1, 1",
    "511, 512, 1, 1",
    "512, 512, 1, 2",
    "513, 512, 1, 2",
    "1000000, 8, 1, 125001",
    "100000, 1468, 4, 69",
    "1000000, 65464, 64, 16",
    "600000, 8, 64, 75001",
  })
  void file_ofAnySize_arrives(int size, int blockSize, int windowSize, int blocks)
      throws Exception {
    BytesFile file = BytesFile.random(size, 1);
    TftpOptions options = options(blockSize, windowSize, size);
    TftpTransfer transfer = new TftpTransfer(file, options);
    ReadingClient client = new ReadingClient(options);
    LossyNetwork network = new LossyNetwork(1, GOOD);
    network.run(transfer, client);
    assertThat(transfer.state()).isEqualTo(State.DONE);
    assertThat(client.content()).isEqualTo(file.content());
    assertThat(transfer.delivered()).isEqualTo(size);
    assertThat(transfer.repeated()).isZero();
    assertThat(network.fromServer()).isEqualTo(blocks + 1L);
  }

  @Test
  void clientWithoutOptions_getsTheFirstBlockAtOnce() throws Exception {
    TftpTransfer transfer = new TftpTransfer(BytesFile.random(600, 1), noOptions());
    transfer.start(0, output);
    assertThat(sent)
        .singleElement()
        .isInstanceOfSatisfying(
            TftpPacket.Data.class, data -> assertThat(data.block()).isEqualTo(1));
    transfer.receive(acknowledgment(1), 1, output);
    transfer.receive(acknowledgment(2), 2, output);
    assertThat(sent).hasSize(2);
    assertThat(transfer.state()).isEqualTo(State.DONE);
  }

  /** Every packet doubled: each acknowledgment arrives twice, and no block may go out twice. */
  @ParameterizedTest
  @CsvSource({"1, 300", "4, 300", "16, 300"})
  void doubledPackets_doNotDoubleBlocks(int windowSize, int blocks) throws Exception {
    int size = 512 * blocks - 1;
    BytesFile file = BytesFile.random(size, 2);
    TftpOptions options = options(512, windowSize, size);
    TftpTransfer transfer = new TftpTransfer(file, options);
    ReadingClient client = new ReadingClient(options);
    LossyNetwork network = new LossyNetwork(3, new Quality(0, 1, 0));
    network.run(transfer, client);
    assertThat(transfer.state()).isEqualTo(State.DONE);
    assertThat(client.content()).isEqualTo(file.content());
    if (windowSize == 1) {
      assertThat(network.fromServer()).isEqualTo(blocks + 1L);
    } else {
      // An acknowledgment that comes twice may mean a gap: one more window for each, no avalanche.
      assertThat(network.fromServer()).isLessThanOrEqualTo(2L * blocks + 2);
    }
  }

  @Test
  void badNetworks_neverDeliverAnythingWrong() throws Exception {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("TftpTransferTest seed " + seed);
    Random random = new Random(seed);
    int done = 0;
    for (int run = 0; run < RANDOM_RUNS; run++) {
      int blockSize = 8 + random.nextInt(600);
      int windowSize = 1 + random.nextInt(20);
      int size = random.nextInt(60 * blockSize);
      Quality quality =
          new Quality(random.nextInt(4) * 0.08, random.nextInt(3) * 0.2, random.nextInt(3) * 40);
      BytesFile file = BytesFile.random(size, random.nextLong());
      TftpOptions options = options(blockSize, windowSize, size);
      TftpTransfer transfer = new TftpTransfer(file, options);
      ReadingClient client = new ReadingClient(options);
      new LossyNetwork(random.nextLong(), quality).run(transfer, client);
      String what = "seed %d, run %d: %s, %s".formatted(seed, run, quality, options);
      if (transfer.state() == State.DONE) {
        done++;
        assertThat(client.isComplete()).as(what).isTrue();
      } else {
        assertThat(transfer.outcome()).as(what).startsWith("the client has vanished");
        assertThat(quality.loss()).as(what).isPositive();
      }
      if (client.isComplete()) {
        assertThat(client.content()).as(what).isEqualTo(file.content());
      }
    }
    assertThat(done).isGreaterThan(RANDOM_RUNS / 2);
  }

  @ParameterizedTest
  @CsvSource({"1", "8"})
  void blockNumbers_wrapFrom65535To0(int windowSize) throws Exception {
    int size = 8 * 70_000;
    BytesFile file = BytesFile.random(size, 4);
    TftpOptions options = options(8, windowSize, size);
    TftpTransfer transfer = new TftpTransfer(file, options);
    ReadingClient client = new ReadingClient(options);
    new LossyNetwork(5, new Quality(0.001, 0.001, 0)).run(transfer, client);
    assertThat(transfer.state()).isEqualTo(State.DONE);
    assertThat(client.content()).isEqualTo(file.content());
  }

  @Test
  void clientThatVanishes_isGivenUpAfterSixAttempts() throws Exception {
    TftpTransfer transfer = new TftpTransfer(BytesFile.random(5000, 1), noOptions());
    ReadingClient client = new ReadingClient(noOptions());
    client.vanish();
    LossyNetwork network = new LossyNetwork(1, GOOD);
    network.run(transfer, client);
    assertThat(transfer.state()).isEqualTo(State.FAILED);
    assertThat(transfer.outcome())
        .isEqualTo("the client has vanished: no answer to block 1, sent 6 times");
    assertThat(network.fromServer()).isEqualTo(6);
    // 1 + 2 + 4 + 8 + 16 + 32 seconds.
    assertThat(TimeUnit.NANOSECONDS.toSeconds(network.now())).isEqualTo(63);
  }

  @Test
  void timeoutOption_setsTheTimeBetweenRepetitions() throws Exception {
    TftpOptions options = TftpOptions.agree(Map.of("timeout", "3"), 5000);
    TftpTransfer transfer = new TftpTransfer(BytesFile.random(5000, 1), options);
    transfer.start(0, output);
    assertThat(transfer.deadline()).isEqualTo(TimeUnit.SECONDS.toNanos(3));
    transfer.tick(TimeUnit.SECONDS.toNanos(3) - 1, output);
    assertThat(sent).hasSize(1);
    transfer.tick(TimeUnit.SECONDS.toNanos(3), output);
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1)).isEqualTo(sent.get(0));
  }

  @Test
  void gapInAWindow_isFilledFromWhereTheClientSays() throws Exception {
    TftpTransfer transfer = new TftpTransfer(BytesFile.random(5000, 1), options(512, 4, 5000));
    transfer.start(0, output);
    transfer.receive(acknowledgment(0), 0, output);
    assertThat(blocks()).containsExactly(1, 2, 3, 4);
    transfer.receive(acknowledgment(2), 0, output);
    assertThat(blocks()).containsExactly(1, 2, 3, 4, 3, 4, 5, 6);
    // The same once more is no news, and once more again neither.
    transfer.receive(acknowledgment(2), 0, output);
    transfer.receive(acknowledgment(2), 0, output);
    assertThat(blocks()).hasSize(8);
  }

  @Test
  void staleAndFutureAcknowledgments_changeNothing() throws Exception {
    TftpTransfer transfer = new TftpTransfer(BytesFile.random(5000, 1), noOptions());
    transfer.start(0, output);
    transfer.receive(acknowledgment(1), 0, output);
    transfer.receive(acknowledgment(0), 0, output);
    transfer.receive(acknowledgment(7), 0, output);
    transfer.receive(acknowledgment(65535), 0, output);
    assertThat(blocks()).containsExactly(1, 2);
    assertThat(transfer.delivered()).isEqualTo(512);
  }

  @Test
  void error_ofTheClient_endsTheTransfer() throws Exception {
    TftpTransfer transfer = new TftpTransfer(BytesFile.random(5000, 1), noOptions());
    transfer.start(0, output);
    transfer.receive(TftpPacket.error(TftpError.DISK_FULL, "no \u001b[31mroom"), 0, output);
    assertThat(transfer.state()).isEqualTo(State.FAILED);
    assertThat(transfer.outcome()).isEqualTo("the client gave up: error 3, \"no ?[31mroom\"");
    transfer.receive(acknowledgment(1), 0, output);
    assertThat(sent).hasSize(1);
  }

  @Test
  void data_sentToTheServer_endsTheTransferWithAnError() throws Exception {
    TftpTransfer transfer = new TftpTransfer(BytesFile.random(5000, 1), noOptions());
    transfer.start(0, output);
    transfer.receive(ByteBuffer.wrap(new byte[] {0, 3, 0, 1, 9, 9}), 0, output);
    assertThat(transfer.state()).isEqualTo(State.FAILED);
    assertThat(sent.get(1))
        .isInstanceOfSatisfying(
            TftpPacket.Failure.class, error -> assertThat(error.code()).isEqualTo(4));
  }

  @Test
  void damagedPackets_areIgnored() throws Exception {
    TftpTransfer transfer = new TftpTransfer(BytesFile.random(5000, 1), noOptions());
    transfer.start(0, output);
    for (byte[] each : new byte[][] {{}, {0}, {0, 4, 0}, {9, 9, 9, 9, 9}, {0, 6, 'a', 'b'}}) {
      transfer.receive(ByteBuffer.wrap(each), 0, output);
    }
    assertThat(transfer.state()).isEqualTo(State.RUNNING);
    assertThat(sent).hasSize(1);
  }

  @Test
  void fileThatBecomesShorter_endsTheTransferWithAnError() throws Exception {
    BytesFile file = BytesFile.random(5000, 1);
    TftpTransfer transfer = new TftpTransfer(file, noOptions());
    transfer.start(0, output);
    file.truncate(600);
    transfer.receive(acknowledgment(1), 0, output);
    assertThat(transfer.state()).isEqualTo(State.FAILED);
    assertThat(sent.get(1)).isInstanceOf(TftpPacket.Failure.class);
    assertThat(transfer.outcome()).contains("the file has become shorter");
  }

  private List<Integer> blocks() {
    return sent.stream()
        .filter(TftpPacket.Data.class::isInstance)
        .map(packet -> ((TftpPacket.Data) packet).block())
        .toList();
  }
}
