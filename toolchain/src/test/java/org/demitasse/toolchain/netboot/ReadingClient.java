package org.demitasse.toolchain.netboot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * A client of TFTP that reads a file, as RFC 1350 and RFC 7440 have it: it acknowledges the last
 * block of a window and the block before a gap, and says its last word again when nothing comes.
 */
final class ReadingClient {
  private static final long TIMEOUT = TimeUnit.MILLISECONDS.toNanos(700);

  private final TftpOptions options;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private long received;
  private long windowStart;
  private long gapReported = -1;
  private boolean complete;
  private boolean silent;
  private long deadline = Long.MAX_VALUE;

  ReadingClient(TftpOptions options) {
    this.options = options;
  }

  boolean isComplete() {
    return complete;
  }

  byte[] content() {
    return content.toByteArray();
  }

  long deadline() {
    return deadline;
  }

  /** Lets the client vanish. */
  void vanish() {
    silent = true;
    deadline = Long.MAX_VALUE;
  }

  void receive(ByteBuffer packet, long now, TftpTransfer.Output output)
      throws IOException, MalformedPacketException {
    if (silent) {
      return;
    }
    switch (TftpPacket.parse(packet)) {
      case TftpPacket.OptionAcknowledgment agreed -> {
        if (received == 0) {
          say(now, output);
        }
      }
      case TftpPacket.Data(int block, ByteBuffer data) -> data(block, data, now, output);
      default -> throw new AssertionError("the server sent what a reader does not want");
    }
  }

  void tick(long now, TftpTransfer.Output output) throws IOException {
    if (now - deadline >= 0) {
      say(now, output);
    }
  }

  private void data(int block, ByteBuffer data, long now, TftpTransfer.Output output)
      throws IOException {
    if (block != ((received + 1) & 0xFFFF)) {
      int behind = ((int) received - block) & 0xFFFF;
      boolean old = behind < 32768;
      // A doubled old block is no news; the end, though, is said again for a server that missed it.
      if (old ? complete : gapReported != received) {
        gapReported = received;
        windowStart = received;
        say(now, output);
      }
      return;
    }
    int length = data.remaining();
    byte[] bytes = new byte[length];
    data.get(bytes);
    content.writeBytes(bytes);
    received++;
    complete = length < options.blockSize();
    if (complete || received - windowStart == options.windowSize()) {
      windowStart = received;
      say(now, output);
    } else {
      deadline = now + TIMEOUT;
    }
  }

  private void say(long now, TftpTransfer.Output output) throws IOException {
    output.send(TftpPacket.acknowledgment((int) received & 0xFFFF));
    windowStart = received;
    deadline = complete ? Long.MAX_VALUE : now + TIMEOUT;
  }
}
