package org.demitasse.conformance.text;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.demitasse.conformance.Outcome;

/** java.io over memory, readers and writers, data streams, byte buffers. */
public final class StreamsOfText {
  private StreamsOfText() {}

  public static void main(String[] args) throws IOException {
    readers();
    writers();
    data();
    bytes();
    buffers();
    stackTraceText();
  }

  private static void readers() throws IOException {
    BufferedReader reader = new BufferedReader(new StringReader("one\ntwo\r\nthree\rfour\n\nlast"));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      System.out.print("[" + line + "]");
    }
    System.out.println();
    byte[] utf8 = "\u00e9\u20ac\ud83d\ude00x".getBytes(StandardCharsets.UTF_8);
    InputStreamReader decoder =
        new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8);
    for (int c = decoder.read(); c >= 0; c = decoder.read()) {
      System.out.print(Integer.toHexString(c) + " ");
    }
    System.out.println();
    StringReader text = new StringReader("abcdef");
    char[] chars = new char[4];
    System.out.println(
        text.read(chars, 1, 3)
            + new String(chars, 1, 3)
            + text.skip(1)
            + (char) text.read()
            + text.read()
            + text.read());
    BufferedReader marked = new BufferedReader(new StringReader("mark"));
    marked.mark(10);
    marked.read();
    marked.reset();
    System.out.println((char) marked.read() + "" + marked.ready());
  }

  private static void writers() throws IOException {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.print(1);
    out.print('c');
    out.println("line");
    out.printf("%d|%s", 5, "x");
    out.append('z').append("seq");
    out.flush();
    System.out.println(text.toString().replace("\n", "/") + " " + text.getBuffer().length());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStreamWriter writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      writer.write("\u00e9\u20ac\ud83d\ude00");
      writer.write('!');
    }
    System.out.println(Arrays.toString(bytes.toByteArray()));
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(captured, true, StandardCharsets.UTF_8);
    stream.println("printed \u20ac");
    stream.print(2.5);
    System.out.println(
        captured.size()
            + " "
            + captured.toString(StandardCharsets.UTF_8).replace("\n", "/")
            + stream.checkError());
  }

  private static void data() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x12345678);
    out.writeLong(-2L);
    out.writeShort(-3);
    out.writeByte(200);
    out.writeChar('\u20ac');
    out.writeBoolean(true);
    out.writeFloat(1.5f);
    out.writeDouble(-0.1);
    out.writeUTF("utf \u00e9\u0000");
    System.out.println(Arrays.toString(bytes.toByteArray()) + out.size());
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    System.out.println(
        in.readInt()
            + " "
            + in.readLong()
            + in.readShort()
            + in.readUnsignedByte()
            + in.readChar()
            + in.readBoolean()
            + in.readFloat()
            + in.readDouble()
            + in.readUTF().length());
    Outcome.ofClass("end", in::readInt);
    try {
      in.readFully(new byte[1]);
    } catch (EOFException e) {
      System.out.println("eof");
    }
  }

  private static void bytes() throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(new byte[] {1, 2, -3, 4, 5}, 1, 3);
    byte[] target = new byte[4];
    System.out.println(
        in.available()
            + " "
            + in.read()
            + in.read(target, 1, 2)
            + Arrays.toString(target)
            + in.read());
    ByteArrayOutputStream out = new ByteArrayOutputStream(1);
    for (int i = 0; i < 300; i++) {
      out.write(i);
    }
    out.write(new byte[] {9, 8, 7}, 1, 2);
    System.out.println(out.size() + " " + Arrays.hashCode(out.toByteArray()));
    Outcome.of(
        "unchecked",
        () -> {
          throw new UncheckedIOException("wrapped", new IOException("inner"));
        });
  }

  private static void buffers() {
    ByteBuffer buffer = ByteBuffer.allocate(32);
    buffer.putInt(0xcafebabe).putShort((short) -2).put((byte) 7).putLong(1L << 60).putDouble(2.5);
    System.out.println(buffer + " " + buffer.position() + buffer.remaining());
    buffer.flip();
    System.out.println(
        Integer.toHexString(buffer.getInt())
            + " "
            + buffer.getShort()
            + buffer.get()
            + buffer.getLong()
            + buffer.getDouble());
    buffer.clear();
    buffer.order(ByteOrder.LITTLE_ENDIAN).putInt(1).putChar('a');
    System.out.println(Arrays.toString(Arrays.copyOf(buffer.array(), 6)) + buffer.getInt(0));
    ByteBuffer wrapped = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
    wrapped.get();
    ByteBuffer slice = wrapped.slice();
    System.out.println(
        slice.capacity()
            + " "
            + slice.get(0)
            + wrapped.duplicate().position()
            + wrapped.hasRemaining());
    Outcome.ofClass("underflow", () -> ByteBuffer.allocate(3).getInt());
    Outcome.ofClass("overflow", () -> ByteBuffer.allocate(3).putInt(1));
    Outcome.ofClass("read only", () -> wrapped.asReadOnlyBuffer().put((byte) 1));
  }

  private static void stackTraceText() {
    StringWriter text = new StringWriter();
    new IllegalStateException("outer", new RuntimeException("inner"))
        .printStackTrace(new PrintWriter(text, true));
    String[] lines = text.toString().split("\n");
    System.out.println(lines[0]);
    for (String line : lines) {
      if (line.startsWith("Caused by")) {
        System.out.println(line);
      }
    }
    System.out.println(lines[1].trim());
  }
}
