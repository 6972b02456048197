package org.demitasse.toolchain.qemu;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * A connection to the gdb stub of a QEMU that waits at a socket, with as much of gdb's remote
 * serial protocol (GDB manual, appendix E) as it takes to look at a machine, change its memory, and
 * follow it instruction by instruction. For machines with one processor.
 */
public final class GdbConnection implements AutoCloseable {
  private static final int LARGEST_WRITE = 512;

  private static final int REGISTER_DIGITS = 16;

  private static final int CONNECTION_ATTEMPTS = 500;

  /** Number of the program counter, see {@link #register}. */
  public static final int PROGRAM_COUNTER = 32;

  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 12).flip();

  private GdbConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Arguments that let QEMU wait at a socket, before the machine's first instruction. */
  public static List<String> arguments(Path socket) {
    return List.of("-S", "-gdb", "unix:" + socket + ",server=on,wait=off");
  }

  /**
   * Connects to a QEMU that has just been started.
   *
   * @throws IOException if it does not listen after some seconds
   */
  public static GdbConnection connect(Path socket) throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return new GdbConnection(channel);
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

  /** Reads memory at an address as the processor sees it now: physical while the MMU is off. */
  public byte[] read(long address, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      int count = Math.min(LARGEST_WRITE, bytes.remaining());
      bytes.put(
          HexFormat.of().parseHex(execute("m%x,%x".formatted(address + bytes.position(), count))));
    }
    return bytes.array();
  }

  /** Writes memory, at an address as for {@link #read}. */
  public void write(long address, byte[] bytes) throws IOException {
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
  public void detach() throws IOException {
    execute("D");
  }

  /** Returns general register x0 to x30, 31 the stack pointer, 32 the program counter. */
  public long register(int number) throws IOException {
    // All at once: QEMU tells a single one only to who has read its description of them.
    String all = execute("g");
    int start = number * REGISTER_DIGITS;
    if (all.length() < start + REGISTER_DIGITS) {
      throw new IOException("the stub does not tell register %d: %s".formatted(number, all));
    }
    return Long.reverseBytes(HexFormat.fromHexDigitsToLong(all, start, start + REGISTER_DIGITS));
  }

  /** Executes one instruction; interrupts wait. An exception is taken with the one it befalls. */
  public void step() throws IOException {
    stopped(execute("s"));
  }

  /** Lets the machine run until an instruction is the next one, in whatever space. */
  public void runTo(long address) throws IOException {
    // A processor that stands at a breakpoint does not get away from it.
    if (register(PROGRAM_COUNTER) == address) {
      step();
    }
    breakpoint('Z', address);
    stopped(execute("c"));
    breakpoint('z', address);
  }

  private void breakpoint(char command, long address) throws IOException {
    String answer = execute("%c0,%x,4".formatted(command, address));
    if (!answer.equals("OK")) {
      throw new IOException("no breakpoint at 0x%x: %s".formatted(address, answer));
    }
  }

  private static void stopped(String answer) throws IOException {
    if (!answer.startsWith("T05") && !answer.startsWith("S05")) {
      throw new IOException("the machine did not stop at an instruction: " + answer);
    }
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
