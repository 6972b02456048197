package org.demitasse.toolchain.qemu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A connection to QEMU's machine protocol (QMP, {@code docs/interop/qmp-spec} of QEMU), for what
 * the console cannot do: a picture of the screen, a clean quit. Messages are JSON objects, one a
 * line.
 */
public final class QmpConnection implements AutoCloseable {
  private static final int RETRY_MILLISECONDS = 20;

  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();

  private QmpConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Arguments that let QEMU listen at a socket path, which the operating system limits to about 100
   * bytes.
   */
  public static List<String> arguments(Path socket) {
    return List.of("-qmp", "unix:" + socket + ",server=on,wait=off");
  }

  /**
   * Connects to a QEMU that was started with {@link #arguments(Path)}.
   *
   * @param patience how long to wait for QEMU to make the socket
   * @throws IOException when there is no connection in time, or when the other side is not QMP
   */
  public static QmpConnection connect(Path socket, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return open(socket);
      } catch (IOException failure) {
        if (System.nanoTime() - deadline >= 0) {
          throw new IOException(
              "QEMU does not answer at %s within %s".formatted(socket, patience), failure);
        }
        Thread.sleep(RETRY_MILLISECONDS);
      }
    }
  }

  /**
   * Executes a command and waits for its answer.
   *
   * @param command its name, such as {@code query-status}
   * @param arguments its arguments as a JSON object, such as {@code {}}
   * @return the answer, a line of JSON
   * @throws IOException when QEMU refuses the command or has ended
   */
  public String execute(String command, String arguments) throws IOException {
    send("{\"execute\":%s,\"arguments\":%s}".formatted(json(command), arguments));
    while (true) {
      String line = readLine();
      if (line.startsWith("{\"return\"")) {
        return line;
      }
      if (line.startsWith("{\"error\"")) {
        throw new IOException("QEMU refuses %s %s: %s".formatted(command, arguments, line));
      }
      // Anything else is an event, which comes when it likes.
    }
  }

  /** Writes a picture of the machine's first screen as a portable pixmap. */
  public void screenshot(Path file) throws IOException {
    execute("screendump", "{\"filename\":%s}".formatted(json(file.toAbsolutePath().toString())));
  }

  /** Ends QEMU. */
  public void quit() throws IOException {
    execute("quit", "{}");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static QmpConnection open(Path socket) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      var connection = new QmpConnection(channel);
      String greeting = connection.readLine();
      if (!greeting.startsWith("{\"QMP\"")) {
        throw new IOException("no QMP greeting but " + greeting);
      }
      connection.execute("qmp_capabilities", "{}");
      return connection;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  private void send(String line) throws IOException {
    var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          return line.toString(StandardCharsets.UTF_8).strip();
        }
        line.write(next);
      }
      buffer.clear();
      int count = channel.read(buffer);
      buffer.flip();
      if (count < 0) {
        throw new IOException("QEMU closed its QMP connection");
      }
    }
  }

  private static String json(String text) {
    var quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            character -> {
              if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
              } else if (character < ' ') {
                quoted.append("\\u%04x".formatted(character));
              } else {
                quoted.append((char) character);
              }
            });
    return quoted.append('"').toString();
  }
}
