package org.demitasse.kernel.boot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a tree token by token. */
public final class TreeWriter {
  private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

  private static void word(ByteArrayOutputStream out, int value) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
  }

  private static void pad(ByteArrayOutputStream out) {
    while (out.size() % 4 != 0) {
      out.write(0);
    }
  }

  public TreeWriter begin(String name) {
    word(structure, 1);
    structure.writeBytes((name + "\0").getBytes(StandardCharsets.UTF_8));
    pad(structure);
    return this;
  }

  public TreeWriter end() {
    word(structure, 2);
    return this;
  }

  public TreeWriter property(String name, byte[] value) {
    word(structure, 3);
    word(structure, value.length);
    word(structure, strings.size());
    strings.writeBytes((name + "\0").getBytes(StandardCharsets.UTF_8));
    structure.writeBytes(value);
    pad(structure);
    return this;
  }

  public TreeWriter text(String name, String value) {
    return property(name, (value + "\0").getBytes(StandardCharsets.UTF_8));
  }

  public TreeWriter cells(String name, int... cells) {
    ByteBuffer buffer = ByteBuffer.allocate(cells.length * 4);
    for (int cell : cells) {
      buffer.putInt(cell);
    }
    return property(name, buffer.array());
  }

  public byte[] finish() {
    word(structure, 9);
    int structureAt = 56;
    int stringsAt = structureAt + structure.size();
    ByteBuffer all = ByteBuffer.allocate(stringsAt + strings.size());
    all.putInt(0xD00DFEED).putInt(all.capacity()).putInt(structureAt).putInt(stringsAt).putInt(40);
    all.putInt(17).putInt(16).putInt(0).putInt(strings.size()).putInt(structure.size());
    all.position(structureAt);
    all.put(structure.toByteArray()).put(strings.toByteArray());
    return all.array();
  }
}
