package org.demitasse.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.demitasse.abi.LineTable;

/**
 * A program file in the form of the toolchain: code, constants, data with a zeroed part, stack,
 * heap and a line table.
 */
final class TestProgram {
  static final int PAGE = 4096;
  static final long CODE = 0x1_0001_0000L;
  static final long CONSTANTS = CODE + 2 * PAGE;
  static final long DATA = CONSTANTS + PAGE;

  /** One page of data with bytes in the file, two of zeros. */
  static final int DATA_FILE_BYTES = 100;

  static final int DATA_PAGES = 3;
  static final long GUARD = 0x10000;
  static final long STACK = DATA + DATA_PAGES * PAGE + GUARD;

  int stackPages = 4;
  int heapPages = 40;
  int codeFlags = 5;
  long entry = CODE + 0x10;
  boolean withLines = true;

  long stackEnd() {
    return STACK + (long) stackPages * PAGE;
  }

  long heap() {
    return stackEnd() + GUARD;
  }

  /** Returns how many pages the component may take: information, ledger, data, stack, heap. */
  int pages() {
    return 1 + DATA_PAGES + stackPages + heapPages;
  }

  byte[] bytes() {
    byte[] lines = lineTable();
    ByteBuffer file = ByteBuffer.allocate(6 * PAGE).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x464C457F).putInt(0x00010102);
    file.position(16);
    file.putShort((short) 2).putShort((short) 183).putInt(1);
    file.putLong(entry).putLong(64).putLong(5 * PAGE);
    file.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 5);
    file.putShort((short) 64).putShort((short) 2).putShort((short) 0);
    segment(file, codeFlags, PAGE, CODE, 2 * PAGE, 2 * PAGE);
    segment(file, 4, 3 * PAGE, CONSTANTS, PAGE, PAGE);
    segment(file, 6, 4 * PAGE, DATA, DATA_FILE_BYTES, DATA_PAGES * PAGE);
    segment(file, 6, 4 * PAGE, STACK, 0, (long) stackPages * PAGE);
    segment(file, 6, 4 * PAGE, heap(), 0, (long) heapPages * PAGE);
    byte[] bytes = file.array();
    Arrays.fill(bytes, PAGE, 3 * PAGE, (byte) 0xC0);
    Arrays.fill(bytes, 3 * PAGE, 4 * PAGE, (byte) 0xC1);
    Arrays.fill(bytes, 4 * PAGE, 4 * PAGE + DATA_FILE_BYTES, (byte) 0xDA);
    // What follows the data in the file is not the program's.
    Arrays.fill(bytes, 4 * PAGE + DATA_FILE_BYTES, 5 * PAGE, (byte) 0xEE);
    int linesOffset = 5 * PAGE + 128;
    file.position(5 * PAGE + 64);
    file.putInt(0).putInt(withLines ? 1 : 3).putLong(0).putLong(0);
    file.putLong(linesOffset).putLong(lines.length);
    System.arraycopy(lines, 0, bytes, linesOffset, lines.length);
    return bytes;
  }

  private static void segment(
      ByteBuffer file, int flags, long offset, long address, long fileSize, long memorySize) {
    file.putInt(1).putInt(flags).putLong(offset).putLong(address).putLong(address);
    file.putLong(fileSize).putLong(memorySize).putLong(PAGE);
  }

  /**
   * Functions of 0x100 bytes each: a at line 12, then 13 from 0x20 on; b at line 30; one in C; c of
   * another class, with a of Hello put into it at line 50; and what starts threads.
   */
  private static byte[] lineTable() {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    row(rows, 0, 1, 12);
    row(rows, 8, -1, 1);
    row(rows, 56, -1, 17);
    row(rows, 64, 0, -30);
    row(rows, 64, 1, 50);
    String text = "\0";
    int path = text.length();
    text += "org/example/Hello.java\0";
    int hello = text.length();
    text += "org.example.Hello\0";
    int other = text.length();
    text += "org.example.Other\0";
    int fiber = text.length();
    text += "org.teavm.runtime.Fiber\0";
    int bootstrap = text.length();
    text += "org.example.Hello$Bootstrap\0";
    int names = text.length();
    text += "a\0b\0c\0native_c\0start\0main\0";
    int[][] functions = {
      {0, hello, names},
      {0x100, hello, names + 2},
      {0x200, 0, names + 6},
      {0x300, other, names + 4},
      {0x400, fiber, names + 15},
      {0x500, bootstrap, names + 21},
      {0x600, 0, 0},
    };
    int rowsOffset = LineTable.HEADER_SIZE;
    int filesOffset = rowsOffset + (rows.size() + 7) / 8 * 8;
    int functionsOffset = filesOffset + 8;
    int stringsOffset = functionsOffset + functions.length * 12;
    int size = stringsOffset + text.length();
    ByteBuffer table = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(LineTable.MAGIC).putInt(size).putLong(CODE);
    table.putInt(rowsOffset).putInt(5).putInt(filesOffset).putInt(2);
    table.putInt(functionsOffset).putInt(functions.length);
    table.putInt(stringsOffset).putInt(text.length());
    table.put(rows.toByteArray());
    table.position(filesOffset);
    table.putInt(0).putInt(path);
    for (int[] function : functions) {
      table.putInt(function[0]).putInt(function[1]).putInt(function[2]);
    }
    table.put(text.getBytes(UTF_8));
    return table.array();
  }

  private static void row(ByteArrayOutputStream rows, int instructions, int file, int lineStep) {
    int head = instructions * 2 + (file >= 0 ? 1 : 0);
    while (head >= 0x80) {
      rows.write((head & 0x7F) | 0x80);
      head >>= 7;
    }
    rows.write(head);
    if (file >= 0) {
      rows.write(file);
    }
    rows.write(lineStep & 0x7F);
  }
}
