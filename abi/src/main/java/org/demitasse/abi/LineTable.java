package org.demitasse.abi;

/**
 * Finds the Java file and line of an instruction. The toolchain makes the table from the program's
 * debug information; the kernel's panic and core's fault report read it in place.
 *
 * <pre>
 *  0  4  magic {@link #MAGIC}
 *  4  4  size of the whole table in bytes
 *  8  8  base: address of the first instruction covered
 * 16  4  offset of the rows      20  4  number of rows
 * 24  4  offset of the files     28  4  number of files
 * 32  4  offset of the functions 36  4  number of functions
 * 40  4  offset of the strings   44  4  size of the strings
 * </pre>
 *
 * Rows, in order of address, numbers in LEB128 (DWARF 5, section 7.6): unsigned {@code distance * 2
 * + fileChanged}, where distance is the number of 4-byte instructions since the row before (since
 * base for the first); if fileChanged, the unsigned index of the file; then the signed difference
 * of the line. File 0 means "no Java source". A row holds up to the next one. Files: 4 bytes each,
 * offset of the path (such as {@code org/example/Hello.java}) in the strings; file 0 is the empty
 * string. Functions, in order of address: 4 bytes first instruction as offset from base, 4 bytes
 * offset of the class's name (such as {@code org.example.Hello}; empty for a function that is no
 * method), 4 bytes offset of the function's own name in the strings. A function reaches up to the
 * next; the last one, without names, ends them. Strings are zero-terminated UTF-8.
 *
 * <p>An instance keeps the result of the last {@link #find}; it never allocates.
 */
public final class LineTable {
  /** "DLN1", read as a little-endian number. */
  public static final int MAGIC = 0x314E4C44;

  public static final int HEADER_SIZE = 48;

  private final Memory memory;
  private long file;
  private long type;
  private long function;
  private int line;
  private long cursor;

  public LineTable(Memory memory) {
    this.memory = memory;
  }

  /** Returns the address of the zero-terminated path of the file found, or 0. */
  public long file() {
    return file;
  }

  /**
   * Returns the address of the zero-terminated name of the class found, or 0 if it was no method.
   */
  public long type() {
    return type;
  }

  /** Returns the address of the zero-terminated name of the method or function found, or 0. */
  public long function() {
    return function;
  }

  /** Returns the line found, from 1, or 0. */
  public int line() {
    return line;
  }

  /**
   * Looks an instruction up in the table at {@code table}.
   *
   * @return whether a file, a line or a function is known
   */
  public boolean find(long table, long instruction) {
    file = 0;
    type = 0;
    function = 0;
    line = 0;
    if (table == 0 || memory.loadInt(table) != MAGIC) {
      return false;
    }
    long base = memory.loadLong(table + 8);
    if (Long.compareUnsigned(instruction, base) < 0
        || Long.compareUnsigned(instruction - base, 0xFFFF_FFFFL) > 0) {
      return false;
    }
    findFunction(table, instruction - base);
    findRow(table, (instruction - base) >>> 2);
    return line != 0 || function != 0;
  }

  private void findFunction(long table, long offset) {
    long functions = table + memory.loadInt(table + 32);
    int count = memory.loadInt(table + 36);
    // In a damaged table; counting down from it would make the largest number there is.
    if (count < 0) {
      return;
    }
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (offset < (memory.loadInt(functions + middle * 12L) & 0xFFFF_FFFFL)) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    if (high >= 0) {
      long entry = functions + high * 12L;
      type = nonEmpty(string(table, memory.loadInt(entry + 4)));
      function = nonEmpty(string(table, memory.loadInt(entry + 8)));
    }
  }

  private long nonEmpty(long text) {
    return memory.loadByte(text) == 0 ? 0 : text;
  }

  private void findRow(long table, long target) {
    cursor = table + memory.loadInt(table + 16);
    int rows = memory.loadInt(table + 20);
    long position = 0;
    long currentFile = 0;
    int currentLine = 0;
    boolean found = false;
    for (int i = 0; i < rows; i++) {
      long head = unsignedNumber();
      // A row that changes nothing is none: the table is damaged, perhaps its number of rows too.
      if (head == 0 || position + (head >>> 1) > target) {
        break;
      }
      position += head >>> 1;
      if ((head & 1) != 0) {
        currentFile = unsignedNumber();
      }
      currentLine += (int) signedNumber();
      found = true;
    }
    if (found && currentFile != 0) {
      long files = table + memory.loadInt(table + 24);
      file = string(table, memory.loadInt(files + currentFile * 4));
      line = currentLine;
    }
  }

  private long string(long table, int offset) {
    return table + memory.loadInt(table + 40) + offset;
  }

  private long unsignedNumber() {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = memory.loadByte(cursor++);
      result |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        break;
      }
    }
    return result;
  }

  private long signedNumber() {
    long result = 0;
    int shift = 0;
    int next;
    do {
      next = memory.loadByte(cursor++);
      result |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next >= 0x80 && shift < 64);
    return (next & 0x40) != 0 && shift < 64 ? result | -1L << shift : result;
  }
}
