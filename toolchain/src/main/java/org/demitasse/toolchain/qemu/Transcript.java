package org.demitasse.toolchain.qemu;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Everything that a console has printed, in order, and a way to wait for what it prints next.
 *
 * <p>Bytes are UTF-8; a byte that is not becomes U+FFFD. A carriage return before a line feed is
 * dropped. Positions count characters from the first one ever printed. When a limit is reached the
 * oldest half is forgotten; positions stay valid, and a search that starts at a forgotten one
 * starts at the oldest character that is left.
 *
 * <p>One thread appends, any number wait.
 */
public final class Transcript {
  /**
   * How long a line without its end must rest before a search looks at it (a prompt, a hung
   * writer).
   */
  private static final long REST_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(200);

  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer undecoded = ByteBuffer.allocate(0);
  private long forgotten;
  private long lastAppend = System.nanoTime();
  private boolean carriageReturn;
  private boolean ended;

  /**
   * @param limit number of characters to keep, at least 2
   */
  public Transcript(int limit) {
    if (limit < 2) {
      throw new IllegalArgumentException(
          "a transcript of %d characters holds no line".formatted(limit));
    }
    this.limit = limit;
  }

  /** How a wait ended. */
  public sealed interface Outcome<T> {}

  /**
   * The search found something.
   *
   * @param value what it made of the line
   * @param start position of the line's first character that was searched
   * @param end position of the first character after the line
   */
  public record Found<T>(T value, long start, long end) implements Outcome<T> {}

  /** The console ended before the search found something. */
  public record Ended<T>() implements Outcome<T> {}

  /** The time was up before the search found something. */
  public record Expired<T>() implements Outcome<T> {}

  /** Adds bytes as they came from the console. */
  public synchronized void append(byte[] bytes, int count) {
    var input = ByteBuffer.allocate(undecoded.remaining() + count);
    input.put(undecoded).put(bytes, 0, count).flip();
    var output = CharBuffer.allocate(input.remaining() + 1);
    decoder.decode(input, output, false);
    undecoded = input;
    add(output.flip());
    lastAppend = System.nanoTime();
    notifyAll();
  }

  /** States that nothing more will come. */
  public synchronized void end() {
    if (ended) {
      return;
    }
    var output = CharBuffer.allocate(undecoded.remaining() + 1);
    decoder.decode(undecoded, output, true);
    decoder.flush(output);
    add(output.flip());
    if (carriageReturn) {
      text.append('\r');
    }
    ended = true;
    notifyAll();
  }

  /** What has been printed so far, or the newest part of it when the limit was passed. */
  public synchronized String text() {
    return text.toString();
  }

  /** What has been printed from a position on. */
  public synchronized String text(long from) {
    return text.substring(index(from));
  }

  /** Whether nothing more will come. */
  public synchronized boolean hasEnded() {
    return ended;
  }

  /**
   * Waits until a search finds something in a line. Lines are looked at in order, the first from
   * the given position on; a line whose end has not come yet is looked at when nothing has followed
   * it for a fifth of a second.
   *
   * @param from position to start at
   * @param search gets a line without its end and answers what it found, or nothing
   * @param deadline value of {@link System#nanoTime()} at which to give up
   */
  public synchronized <T> Outcome<T> await(
      long from, Function<String, Optional<T>> search, long deadline) throws InterruptedException {
    long position = from;
    // No line ends between position and here, so that a long line is not read again with each piece
    // of it.
    long searched = from;
    while (true) {
      position = Math.max(position, forgotten);
      searched = Math.max(position, searched);
      for (int end = lineEnd(searched); end >= 0; end = lineEnd(searched)) {
        String line = text.substring(index(position), end);
        searched = forgotten + end + 1;
        var found = search.apply(line);
        if (found.isPresent()) {
          return new Found<>(found.get(), position, searched);
        }
        position = searched;
      }
      searched = forgotten + text.length();
      long now = System.nanoTime();
      boolean isLast = ended || deadline - now <= 0;
      boolean hasRest = position < searched;
      long resting = hasRest ? REST_NANOSECONDS - (now - lastAppend) : Long.MAX_VALUE;
      if (hasRest && (isLast || resting <= 0)) {
        var found = search.apply(text.substring(index(position)));
        if (found.isPresent()) {
          return new Found<>(found.get(), position, searched);
        }
        resting = Long.MAX_VALUE;
      }
      if (isLast) {
        return ended ? new Ended<>() : new Expired<>();
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(deadline - now, resting) + 1_000_000);
    }
  }

  private int lineEnd(long position) {
    return text.indexOf("\n", index(position));
  }

  private int index(long position) {
    return Math.clamp(position - forgotten, 0, text.length());
  }

  private void add(CharBuffer characters) {
    while (characters.hasRemaining()) {
      char character = characters.get();
      if (carriageReturn && character != '\n') {
        text.append('\r');
      }
      carriageReturn = character == '\r';
      if (!carriageReturn) {
        text.append(character);
      }
    }
    if (text.length() > limit) {
      int excess = text.length() - limit / 2;
      text.delete(0, excess);
      forgotten += excess;
    }
  }
}
