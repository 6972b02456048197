package org.demitasse.toolchain.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.demitasse.toolchain.qemu.Transcript.Ended;
import org.demitasse.toolchain.qemu.Transcript.Expired;
import org.demitasse.toolchain.qemu.Transcript.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TranscriptTest {
  private final Transcript transcript = new Transcript(1 << 16);

  @Test
  void text_isTheSameHoweverTheBytesArrive() {
    String printed = "caffè → \uD83D\uDE00\r\nbare \r return\r\n\r\n\nlast\r";
    byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var chopped = new Transcript(1 << 16);
      for (int start = 0; start < bytes.length; ) {
        int count = Math.min(bytes.length - start, random.nextInt(6));
        byte[] chunk = new byte[8];
        System.arraycopy(bytes, start, chunk, 0, count);
        chopped.append(chunk, count);
        start += count;
      }
      chopped.end();
      assertThat(chopped.text())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(printed.replace("\r\n", "\n"));
    }
  }

  @Test
  void text_showsBytesThatAreNotUtf8() {
    transcript.append(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2}, 4);
    transcript.end();

    assertThat(transcript.text()).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void await_findsLinesInOrderFromAPosition() throws InterruptedException {
    print("one\ntwo\none\n");

    var first = (Found<String>) transcript.await(0, line("one"), soon());
    var second = (Found<String>) transcript.await(first.end(), line("one"), soon());

    assertThat(first).isEqualTo(new Found<>("one", 0, 4));
    assertThat(second).isEqualTo(new Found<>("one", 8, 12));
  }

  @Test
  void await_waitsForALineThatComesLater() throws Exception {
    var found =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return transcript.await(0, line("late"), later());
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
            });
    print("la");
    print("te\n");

    assertThat(found.get(30, TimeUnit.SECONDS)).isEqualTo(new Found<>("late", 0, 5));
  }

  @Test
  void await_looksAtAPromptThatHasNoEnd() throws InterruptedException {
    print("login: ");

    assertThat(transcript.await(0, line("login: "), later()))
        .isEqualTo(new Found<>("login: ", 0, 7));
  }

  @Test
  void await_doesNotTakeTheBeginningOfALineForTheLine() throws Exception {
    print("exit code 1");
    print("3\n");

    assertThat(transcript.await(0, text -> Optional.of(text), later()))
        .isEqualTo(new Found<>("exit code 13", 0, 13));
  }

  @Test
  void await_tellsTheEndOfTheConsoleFromTheEndOfTheTime() throws InterruptedException {
    print("something\nand a rest");

    assertThat(transcript.await(0, line("else"), System.nanoTime())).isEqualTo(new Expired<>());
    transcript.end();
    assertThat(transcript.await(0, line("else"), later())).isEqualTo(new Ended<>());
    assertThat(transcript.await(0, line("and a rest"), later()))
        .isEqualTo(new Found<>("and a rest", 10, 20));
  }

  @Test
  void limit_forgetsTheOldestAndKeepsPositions() throws InterruptedException {
    var small = new Transcript(100);
    for (int number = 0; number < 1000; number++) {
      byte[] line = "line %03d\n".formatted(number).getBytes(StandardCharsets.UTF_8);
      small.append(line, line.length);
    }

    assertThat(small.text()).hasSizeLessThanOrEqualTo(100).endsWith("line 999\n");
    assertThat(small.await(0, line("line 998"), soon()))
        .isEqualTo(new Found<>("line 998", 998 * 9, 999 * 9));
    assertThat(small.text(999 * 9)).isEqualTo("line 999\n");
  }

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    transcript.append(bytes, bytes.length);
  }

  private static Function<String, Optional<String>> line(String expected) {
    return line -> line.equals(expected) ? Optional.of(line) : Optional.empty();
  }

  private static long soon() {
    return System.nanoTime();
  }

  private static long later() {
    return System.nanoTime() + Duration.ofSeconds(30).toNanos();
  }
}
