package org.demitasse.toolchain.netboot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A packet of TFTP: RFC 1350, section 5, with the options of RFC 2347. */
sealed interface TftpPacket {
  /** RFC 1350, appendix I; 6 of RFC 2347. */
  int READ_REQUEST = 1;

  int WRITE_REQUEST = 2;
  int DATA = 3;
  int ACKNOWLEDGMENT = 4;
  int ERROR = 5;
  int OPTION_ACKNOWLEDGMENT = 6;

  /** Bytes in front of the data. */
  int DATA_HEADER = 4;

  /** Size of a block unless another is agreed upon: RFC 1350, section 2. */
  int DEFAULT_BLOCK_SIZE = 512;

  /**
   * Somebody wants a file, or wants to leave one.
   *
   * @param write whether to leave it
   * @param mode in lower case
   * @param options in lower case, each with its value as it came
   */
  record Request(boolean write, String name, String mode, Map<String, String> options)
      implements TftpPacket {}

  /**
   * A block.
   *
   * @param block its number, 16 bits
   * @param data from here to the limit
   */
  record Data(int block, ByteBuffer data) implements TftpPacket {}

  /**
   * Blocks have arrived up to this one.
   *
   * @param block its number, 16 bits
   */
  record Acknowledgment(int block) implements TftpPacket {}

  /**
   * The end, before the end.
   *
   * @param message for people, without control characters
   */
  record Failure(int code, String message) implements TftpPacket {}

  /** The options that hold from now on. */
  record OptionAcknowledgment(Map<String, String> options) implements TftpPacket {}

  /**
   * Reads a packet.
   *
   * @param packet from its position to its limit; both are as before afterwards
   */
  static TftpPacket parse(ByteBuffer packet) throws MalformedPacketException {
    ByteBuffer input = packet.slice();
    if (input.remaining() < 4) {
      throw new MalformedPacketException("cut short: " + input.remaining() + " bytes");
    }
    int operation = input.getShort() & 0xFFFF;
    return switch (operation) {
      case READ_REQUEST, WRITE_REQUEST -> {
        String name = text(input, "file name");
        String mode = text(input, "mode").toLowerCase(Locale.ROOT);
        yield new Request(operation == WRITE_REQUEST, name, mode, options(input));
      }
      case DATA -> new Data(input.getShort() & 0xFFFF, input.slice());
      case ACKNOWLEDGMENT -> new Acknowledgment(input.getShort() & 0xFFFF);
      case ERROR -> {
        int code = input.getShort() & 0xFFFF;
        byte[] message = new byte[Math.min(input.remaining(), 200)];
        input.get(message);
        String text = new String(message, StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        yield new Failure(code, plain(end < 0 ? text : text.substring(0, end)));
      }
      case OPTION_ACKNOWLEDGMENT -> new OptionAcknowledgment(options(input));
      default -> throw new MalformedPacketException("of unknown operation " + operation);
    };
  }

  private static Map<String, String> options(ByteBuffer input) throws MalformedPacketException {
    Map<String, String> options = new LinkedHashMap<>();
    while (input.hasRemaining()) {
      String name = text(input, "option").toLowerCase(Locale.ROOT);
      String value = text(input, "value of option " + plain(name));
      // An option stands once (RFC 2347, "Packet formats"); the first is as good as any.
      options.putIfAbsent(name, value);
    }
    return options;
  }

  private static String text(ByteBuffer input, String what) throws MalformedPacketException {
    int start = input.position();
    while (input.hasRemaining()) {
      if (input.get() == 0) {
        byte[] bytes = new byte[input.position() - start - 1];
        input.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
      }
    }
    throw new MalformedPacketException("cut short in its " + what);
  }

  /** Returns a text of the network as it may stand in a log. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(200)
        .forEach(
            each ->
                plain.appendCodePoint(
                    Character.isISOControl(each) || !Character.isDefined(each) ? '?' : each));
    return plain.toString();
  }

  static ByteBuffer acknowledgment(int block) {
    return ByteBuffer.allocate(4).putShort((short) ACKNOWLEDGMENT).putShort((short) block).flip();
  }

  static ByteBuffer error(TftpError error, String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(5 + text.length)
        .putShort((short) ERROR)
        .putShort((short) error.code())
        .put(text)
        .put((byte) 0)
        .flip();
  }

  static ByteBuffer optionAcknowledgment(Map<String, String> options) {
    StringBuilder text = new StringBuilder();
    options.forEach((name, value) -> text.append(name).append('\0').append(value).append('\0'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + bytes.length)
        .putShort((short) OPTION_ACKNOWLEDGMENT)
        .put(bytes)
        .flip();
  }

  /** A request, for those who play a client. */
  static ByteBuffer request(boolean write, String name, String mode, Map<String, String> options) {
    StringBuilder text = new StringBuilder();
    text.append(name).append('\0').append(mode).append('\0');
    options.forEach((option, value) -> text.append(option).append('\0').append(value).append('\0'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + bytes.length)
        .putShort((short) (write ? WRITE_REQUEST : READ_REQUEST))
        .put(bytes)
        .flip();
  }
}
