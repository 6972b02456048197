package org.demitasse.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Messages that the bytes of an input decide: sound ones, nearly sound ones, and any others. */
public final class Messages {
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    3,
    16,
    17,
    18,
    4096,
    8192,
    1 << 20,
    1L << 32,
    0x20_0000_0000L,
    0x20_0000_1000L,
    Long.MAX_VALUE,
    Long.MAX_VALUE & -4096,
    Long.MIN_VALUE,
    -1,
    -4096
  };

  private static final String[] TEXTS = {
    "", "S", "ROM", "PD", "CPU", "LOG", "RM", "config", "text", "a=1", "priority=3", "\u00e4\n"
  };

  private final byte[] input;
  private int position;

  public Messages(byte[] input) {
    this.input = input;
  }

  /** Returns inputs to begin with. */
  public static Stream<byte[]> sequences() {
    return Stream.of(1, 2, 3)
        .map(
            seed -> {
              byte[] input = new byte[600];
              new Random(seed).nextBytes(input);
              return input;
            });
  }

  public boolean isEmpty() {
    return position >= input.length;
  }

  /** Returns a number from 0 to below a bound, which is at most 256. */
  public int below(int bound) {
    return position < input.length ? (input[position++] & 0xFF) % bound : 0;
  }

  /** Returns the words of a message. */
  public long[] words() {
    List<Long> words = new ArrayList<>();
    for (int parts = below(8); parts > 0; parts--) {
      switch (below(5)) {
        case 0 -> text(words, TEXTS[below(TEXTS.length)].getBytes(UTF_8));
        case 1 -> {
          long word = 0;
          for (int i = 0; i < 8; i++) {
            word = word << 8 | below(256);
          }
          words.add(word);
        }
        default -> words.add(NUMBERS[below(NUMBERS.length)]);
      }
    }
    return words.stream().mapToLong(Long::longValue).toArray();
  }

  private static void text(List<Long> words, byte[] bytes) {
    words.add((long) bytes.length);
    for (int i = 0; i < bytes.length; i += 8) {
      long word = 0;
      for (int j = Math.min(8, bytes.length - i) - 1; j >= 0; j--) {
        word = word << 8 | (bytes[i + j] & 0xFF);
      }
      words.add(word);
    }
  }

  /** Returns handles to send along, from a list or of nothing. */
  public long[] capabilities(List<Long> handles) {
    long[] sent = new long[below(8) < 5 ? below(2) : below(5)];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = handles.get(below(Math.min(256, handles.size())));
    }
    return sent;
  }
}
