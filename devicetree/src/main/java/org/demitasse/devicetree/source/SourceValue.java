package org.demitasse.devicetree.source;

import java.util.ArrayList;
import java.util.List;

/** The value of a property while it is made: bytes, and what is to be put into them later. */
final class SourceValue {
  /** Bytes that one value may have. */
  static final int MOST_BYTES = (int) Scanner.MOST_BYTES;

  enum Kind {
    /** A cell that gets the phandle of a node. */
    PHANDLE,
    /** A place where the path of a node is put in as a string. */
    PATH
  }

  /** What is to be put in at an offset. */
  record Marker(Kind kind, int offset, String reference, Place place) {}

  private byte[] bytes = new byte[16];
  private int size;
  private List<Marker> markers = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();

  /** A label of a property or inside a value. */
  record Label(String name, Place place) {}

  int size() {
    return size;
  }

  byte[] bytes() {
    byte[] exact = new byte[size];
    System.arraycopy(bytes, 0, exact, 0, size);
    return exact;
  }

  List<Marker> markers() {
    return markers;
  }

  List<Label> labels() {
    return labels;
  }

  boolean hasRoomFor(int more) {
    return more <= MOST_BYTES - size;
  }

  void append(byte[] more) {
    grow(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  void appendByte(int value) {
    grow(1);
    bytes[size++] = (byte) value;
  }

  /** Appends a big-endian number of 8, 16, 32 or 64 bits. */
  void appendNumber(long value, int bits) {
    for (int shift = bits - 8; shift >= 0; shift -= 8) {
      appendByte((int) (value >>> shift));
    }
  }

  void appendPhandle(String reference, Place place) {
    markers.add(new Marker(Kind.PHANDLE, size, reference, place));
    appendNumber(0xFFFF_FFFFL, 32);
  }

  void appendPath(String reference, Place place) {
    markers.add(new Marker(Kind.PATH, size, reference, place));
  }

  int cell(int offset) {
    return (bytes[offset] & 0xFF) << 24
        | (bytes[offset + 1] & 0xFF) << 16
        | (bytes[offset + 2] & 0xFF) << 8
        | (bytes[offset + 3] & 0xFF);
  }

  void setCell(int offset, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  /** Puts text in; {@code paths} has one for each marker, empty where nothing is to be put in. */
  void insert(List<byte[]> paths) {
    SourceValue result = new SourceValue();
    List<Marker> moved = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < markers.size(); i++) {
      Marker each = markers.get(i);
      result.append(bytes, from, each.offset() - from);
      from = each.offset();
      moved.add(new Marker(each.kind(), result.size, each.reference(), each.place()));
      result.append(paths.get(i));
    }
    result.append(bytes, from, size - from);
    bytes = result.bytes;
    size = result.size;
    markers = moved;
  }

  private void append(byte[] source, int from, int length) {
    grow(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  private void grow(int more) {
    int needed = size + more;
    if (needed > bytes.length) {
      byte[] larger = new byte[Math.max(needed, 2 * bytes.length)];
      System.arraycopy(bytes, 0, larger, 0, size);
      bytes = larger;
    }
  }
}
