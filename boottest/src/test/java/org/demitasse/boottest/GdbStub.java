package org.demitasse.boottest;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * As much of gdb's remote serial protocol (GDB manual, appendix E) as it takes to change memory
 * before a machine's first instruction.
 */
final class GdbStub implements AutoCloseable {
  private static final int LARGEST_WRITE = 512;

  private static final int CONNECTION_ATTEMPTS = 500;

  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 12).flip();

  private GdbStub(SocketChannel channel) {
    this.channel = channel;
  }

  /** Arguments that let QEMU wait at a socket. */
  static String[] arguments(Path socket) {
    return new String[] {"-S", "-gdb", "unix:" + socket + ",server=on,wait=off"};
  }

  static GdbStub connect(Path socket) throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return new GdbStub(channel);
      } catch (IOException notYet) {
        // The socket is a file a moment before QEMU listens to it.
        channel.close();
        if (attempt == CONNECTION_ATTEMPTS) {
          throw notYet;
        }
        Thread.sleep(20);
      }
    }
  }

  /** Reads memory at a physical address; the MMU is still off. */
  byte[] read(long address, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      int count = Math.min(LARGEST_WRITE, bytes.remaining());
      bytes.put(
          HexFormat.of().parseHex(execute("m%x,%x".formatted(address + bytes.position(), count))));
    }
    return bytes.array();
  }

  /** Writes memory at a physical address. */
  void write(long address, byte[] bytes) throws IOException {
    for (int start = 0; start < bytes.length; start += LARGEST_WRITE) {
      int end = Math.min(bytes.length, start + LARGEST_WRITE);
      String hexadecimal = HexFormat.of().formatHex(bytes, start, end);
      String answer = execute("M%x,%x:%s".formatted(address + start, end - start, hexadecimal));
      if (!answer.equals("OK")) {
        throw new IOException("the stub refuses to write at 0x%x: %s".formatted(address, answer));
      }
    }
  }

  /** Lets the machine run. */
  void detach() throws IOException {
    execute("D");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private String execute(String command) throws IOException {
    int sum = 0;
    for (byte each : command.getBytes(StandardCharsets.US_ASCII)) {
      sum += each;
    }
    String packet = "$%s#%02x".formatted(command, sum & 0xff);
    channel.write(ByteBuffer.wrap(packet.getBytes(StandardCharsets.US_ASCII)));
    // The acknowledgement of the command comes first.
    while (next() != '$') {}
    var answer = new StringBuilder();
    for (int each = next(); each != '#'; each = next()) {
      answer.append((char) each);
    }
    next();
    next();
    channel.write(ByteBuffer.wrap(new byte[] {'+'}));
    return answer.toString();
  }

  private int next() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int count = channel.read(buffer);
      buffer.flip();
      if (count < 0) {
        throw new IOException("QEMU closed its gdb connection");
      }
    }
    return buffer.get();
  }
}
