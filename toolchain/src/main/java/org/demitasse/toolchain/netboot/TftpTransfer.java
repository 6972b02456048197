package org.demitasse.toolchain.netboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One file on its way to one client: RFC 1350, with the windows of RFC 7440. Has no socket and no
 * clock: packets and the time are handed in, and what is to be sent is handed out.
 *
 * <p>Invariant: {@code acknowledged <= sent <= acknowledged + window}, both counted in blocks from
 * 1 without wrapping; on the network a block's number is their lower 16 bits, so that 0 follows
 * 65535.
 *
 * <p>A block is sent again only when time has passed, or when a client with a window says which
 * block it misses, and then once for each place where it may be stuck. An acknowledgment that tells
 * nothing new never brings a block forth, else each that the network doubles would double all
 * blocks from there on (RFC 1123, section 4.2.3.1, the Sorcerer's Apprentice).
 *
 * <p>Thread-safe, since the server may end what another thread carries out.
 */
final class TftpTransfer {
  /** Where packets go. */
  interface Output {
    /**
     * Sends a packet.
     *
     * @param packet from position to limit; reused afterwards
     */
    void send(ByteBuffer packet) throws IOException;
  }

  /** How a transfer stands. */
  enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /** Times that the same packet is sent without an answer. */
  static final int ATTEMPTS = 6;

  /** Before the first repetition, unless the client asks for another time; then twice as long. */
  private static final long FIRST_TIMEOUT = TimeUnit.SECONDS.toNanos(1);

  private final ServedFile file;
  private final TftpOptions options;
  private final ByteBuffer packet;
  private final long blocks;
  private State state = State.RUNNING;
  private String outcome = "";
  private boolean negotiating;
  private long acknowledged;
  private long sent;
  private long repaired = -1;
  private long repeated;
  private int attempts;
  private long deadline;

  /**
   * @param file closed by the owner of the transfer
   */
  TftpTransfer(ServedFile file, TftpOptions options) {
    this.file = file;
    this.options = options;
    this.packet = ByteBuffer.allocateDirect(TftpPacket.DATA_HEADER + options.blockSize());
    // The last block is shorter than the others, and has no bytes where it has to.
    this.blocks = file.size() / options.blockSize() + 1;
  }

  synchronized State state() {
    return state;
  }

  /** What has become of it, once it no longer runs. */
  synchronized String outcome() {
    return outcome;
  }

  /**
   * When {@link #tick} is to be called unless a packet comes, as {@link System#nanoTime} has it.
   */
  synchronized long deadline() {
    return deadline;
  }

  /** Bytes that have arrived at the client. */
  synchronized long delivered() {
    return Math.min(acknowledged * options.blockSize(), file.size());
  }

  /** Blocks that were sent more than once. */
  synchronized long repeated() {
    return repeated;
  }

  /** Begins. */
  synchronized void start(long now, Output output) throws IOException {
    negotiating = !options.acknowledged().isEmpty();
    attempts = 1;
    if (negotiating) {
      output.send(TftpPacket.optionAcknowledgment(options.acknowledged()));
    } else {
      fillWindow(output);
    }
    rest(now);
  }

  /** Handles a packet of the client. */
  synchronized void receive(ByteBuffer received, long now, Output output) throws IOException {
    if (state != State.RUNNING) {
      return;
    }
    // The packet of every round trip, read without making an object of it.
    if (received.remaining() == 4
        && received.getShort(received.position()) == TftpPacket.ACKNOWLEDGMENT) {
      acknowledge(received.getShort(received.position() + 2) & 0xFFFF, now, output);
      return;
    }
    try {
      switch (TftpPacket.parse(received)) {
        case TftpPacket.Acknowledgment(int block) -> acknowledge(block, now, output);
        case TftpPacket.Failure(int code, String message) ->
            fail("the client gave up: error " + code + ", \"" + message + "\"");
        case TftpPacket.Request request -> {
          // Repeated by the client: the answer is under way.
        }
        case TftpPacket.Data data -> refuse(output, "a block");
        case TftpPacket.OptionAcknowledgment agreed -> refuse(output, "options");
      }
    } catch (MalformedPacketException malformed) {
      // Damaged on its way; the client sends it again.
    }
  }

  /** Handles that time has passed. */
  synchronized void tick(long now, Output output) throws IOException {
    if (state != State.RUNNING || now - deadline < 0) {
      return;
    }
    if (attempts == ATTEMPTS) {
      fail(
          String.format(
              Locale.ROOT,
              "the client has vanished: no answer to %s, sent %d times",
              negotiating ? "the options" : "block " + (acknowledged + 1),
              ATTEMPTS));
      return;
    }
    attempts++;
    if (negotiating) {
      output.send(TftpPacket.optionAcknowledgment(options.acknowledged()));
    } else {
      repeatWindow(output);
    }
    rest(now);
  }

  /** Ends a transfer from the server's side. */
  synchronized void abort(String reason) {
    if (state == State.RUNNING) {
      fail(reason);
    }
  }

  private void acknowledge(int block, long now, Output output) throws IOException {
    if (negotiating) {
      if (block != 0) {
        return;
      }
      negotiating = false;
      attempts = 1;
      fillWindow(output);
      rest(now);
      return;
    }
    int news = (block - (int) acknowledged) & 0xFFFF;
    if (news == 0) {
      gap(now, output);
      return;
    }
    if (news > sent - acknowledged) {
      // From long ago.
      return;
    }
    boolean gap = news < sent - acknowledged;
    acknowledged += news;
    attempts = 1;
    if (acknowledged == blocks) {
      state = State.DONE;
      outcome = "done";
      return;
    }
    if (gap) {
      // The client misses the next block: RFC 7440, section 4, the window starts anew from there.
      repaired = acknowledged;
      repeatWindow(output);
    } else {
      fillWindow(output);
    }
    rest(now);
  }

  /**
   * The client repeats an acknowledgment: it misses the first block of the window, or says twice.
   */
  private void gap(long now, Output output) throws IOException {
    if (options.windowSize() == 1 || repaired == acknowledged) {
      return;
    }
    repaired = acknowledged;
    repeatWindow(output);
    rest(now);
  }

  private void repeatWindow(Output output) throws IOException {
    repeated += sent - acknowledged;
    sent = acknowledged;
    fillWindow(output);
  }

  private void fillWindow(Output output) throws IOException {
    long end = Math.min(acknowledged + options.windowSize(), blocks);
    while (sent < end && state == State.RUNNING) {
      block(sent + 1, output);
    }
  }

  private void block(long number, Output output) throws IOException {
    long offset = (number - 1) * options.blockSize();
    int length = (int) Math.min(options.blockSize(), file.size() - offset);
    packet.clear();
    packet.putShort((short) TftpPacket.DATA).putShort((short) number);
    packet.limit(TftpPacket.DATA_HEADER + length);
    try {
      file.read(offset, packet);
    } catch (IOException unreadable) {
      String problem = "the file cannot be read any more: " + unreadable.getMessage();
      output.send(TftpPacket.error(TftpError.NOT_DEFINED, problem));
      fail(problem);
      return;
    }
    output.send(packet.flip());
    sent = number;
  }

  private void refuse(Output output, String what) throws IOException {
    output.send(
        TftpPacket.error(TftpError.ILLEGAL_OPERATION, what + " sent to a server that reads"));
    fail("the client sent " + what);
  }

  private void rest(long now) {
    long timeout =
        options.timeoutSeconds() > 0
            ? TimeUnit.SECONDS.toNanos(options.timeoutSeconds())
            : FIRST_TIMEOUT << (attempts - 1);
    deadline = now + timeout;
  }

  private void fail(String reason) {
    state = State.FAILED;
    outcome = reason;
  }
}
