package org.demitasse.toolchain.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.demitasse.toolchain.MalformedFileException;

/**
 * Reads ELF-64 little-endian files (System V ABI, "ELF-64 Object File Format" version 1.5). Nothing
 * in the file is trusted: every offset, size and index is checked before it is used, and what is
 * wrong is named with its place.
 *
 * <p>Given up: more than 65279 sections or segments (extended numbering), which no program here
 * has.
 */
public final class ElfFile {
  static final int HEADER_SIZE = 64;
  static final int SEGMENT_HEADER_SIZE = 56;
  static final int SECTION_HEADER_SIZE = 64;
  static final int SYMBOL_SIZE = 24;

  /** ET_EXEC. */
  public static final int EXECUTABLE = 2;

  /** EM_AARCH64, "ELF for the Arm 64-bit Architecture". */
  public static final int AARCH64 = 183;

  /** First bytes of every ELF file, read as a little-endian number. */
  static final int MAGIC = 0x464C457F;

  /**
   * Linkers let one name be the tail of another; a hostile file could have every symbol name the
   * same megabytes. Real files stay below a factor of 2.
   */
  private static final long MOST_NAME_BYTES_PER_FILE_BYTE = 16;

  private final String file;
  private final byte[] content;
  private final ByteBuffer data;
  private final int type;
  private final int machine;
  private final long entry;
  private final List<ElfSegment> segments;
  private final List<ElfSection> sections;
  private final List<ElfSymbol> symbols;
  private long nameBytes;

  private ElfFile(String file, byte[] content) {
    this.file = file;
    this.content = content;
    this.data = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    checkHeader();
    type = Short.toUnsignedInt(data.getShort(16));
    machine = Short.toUnsignedInt(data.getShort(18));
    entry = data.getLong(24);
    segments = readSegments();
    sections = readSections();
    symbols = readSymbols();
  }

  /**
   * Reads a file. The array is kept, not copied, and must not change.
   *
   * @param file name for messages
   * @throws MalformedFileException if it is no ELF-64 little-endian file, or a header points
   *     outside it
   */
  public static ElfFile parse(String file, byte[] content) {
    return new ElfFile(file, content);
  }

  /** Returns whether the file begins like an ELF file of whatever class and byte order. */
  public static boolean isElf(byte[] content) {
    return content.length >= 4
        && ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == MAGIC;
  }

  /** Returns the name that was given to {@link #parse}. */
  public String file() {
    return file;
  }

  /** Returns e_type, such as {@link #EXECUTABLE}. */
  public int type() {
    return type;
  }

  /** Returns e_machine, such as {@link #AARCH64}. */
  public int machine() {
    return machine;
  }

  /** Returns the address of the first instruction. */
  public long entry() {
    return entry;
  }

  /** Returns the segments in the order of the file. */
  public List<ElfSegment> segments() {
    return segments;
  }

  /** Returns the segments that are put into memory, those without any memory left out. */
  public List<ElfSegment> loadSegments() {
    return segments.stream()
        .filter(each -> each.type() == ElfSegment.LOAD && each.memorySize() > 0)
        .toList();
  }

  /** Returns the sections in the order of the file, the empty first one included. */
  public List<ElfSection> sections() {
    return sections;
  }

  public Optional<ElfSection> section(String name) {
    return sections.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Returns the symbols of all symbol tables. */
  public List<ElfSymbol> symbols() {
    return symbols;
  }

  public Optional<ElfSymbol> symbol(String name) {
    return symbols.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Returns a copy of the bytes of a segment in the file. */
  public byte[] content(ElfSegment segment) {
    return copy(segment.offset(), segment.fileSize());
  }

  /**
   * Returns a copy of the bytes of a section; none for {@link ElfSection#NOBITS} and {@link
   * ElfSection#UNUSED}.
   */
  public byte[] content(ElfSection section) {
    return section.isInFile() ? copy(section.offset(), section.size()) : new byte[0];
  }

  private byte[] copy(long offset, long size) {
    return Arrays.copyOfRange(content, (int) offset, (int) (offset + size));
  }

  private void checkHeader() {
    if (content.length < HEADER_SIZE) {
      throw malformed("is cut off: " + content.length + " bytes, an ELF header has " + HEADER_SIZE);
    }
    if (data.getInt(0) != MAGIC) {
      throw malformed("is not an ELF file");
    }
    // EI_CLASS 2 is 64-bit, EI_DATA 1 is little-endian, EI_VERSION is 1.
    if (data.get(4) != 2 || data.get(5) != 1 || data.get(6) != 1) {
      throw malformed("is not a 64-bit little-endian ELF file");
    }
  }

  private List<ElfSegment> readSegments() {
    long table = data.getLong(32);
    int count = Short.toUnsignedInt(data.getShort(56));
    checkTable("program", table, count, data.getShort(54), SEGMENT_HEADER_SIZE);
    List<ElfSegment> found = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = (int) table + i * SEGMENT_HEADER_SIZE;
      ElfSegment segment =
          new ElfSegment(
              data.getInt(at),
              data.getInt(at + 4),
              data.getLong(at + 8),
              data.getLong(at + 16),
              data.getLong(at + 24),
              data.getLong(at + 32),
              data.getLong(at + 40),
              data.getLong(at + 48));
      checkRange("segment " + i, segment.offset(), segment.fileSize());
      checkMemory("segment " + i, segment.virtualAddress(), segment.memorySize());
      checkMemory("segment " + i, segment.physicalAddress(), segment.memorySize());
      if (segment.type() == ElfSegment.LOAD && segment.fileSize() > segment.memorySize()) {
        throw malformed(
            String.format(
                Locale.ROOT,
                "segment %d has %d bytes in the file but only %d in memory",
                i,
                segment.fileSize(),
                segment.memorySize()));
      }
      found.add(segment);
    }
    return List.copyOf(found);
  }

  private List<ElfSection> readSections() {
    long table = data.getLong(40);
    int count = Short.toUnsignedInt(data.getShort(60));
    checkTable("section", table, count, data.getShort(58), SECTION_HEADER_SIZE);
    int names = Short.toUnsignedInt(data.getShort(62));
    if (count > 0 && names >= count) {
      throw malformed("the section of the section names is number " + names + " of " + count);
    }
    List<ElfSection> found = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = (int) table + i * SECTION_HEADER_SIZE;
      ElfSection section =
          new ElfSection(
              "",
              data.getInt(at + 4),
              data.getLong(at + 8),
              data.getLong(at + 16),
              data.getLong(at + 24),
              data.getLong(at + 32),
              data.getInt(at + 40),
              data.getLong(at + 48),
              data.getLong(at + 56));
      if (section.isInFile()) {
        checkRange("section " + i, section.offset(), section.size());
      }
      found.add(section);
    }
    for (int i = 0; i < count; i++) {
      ElfSection section = found.get(i);
      String name =
          section.type() == ElfSection.UNUSED
              ? ""
              : string(
                  "section " + i,
                  found.get(names),
                  Integer.toUnsignedLong(data.getInt((int) table + i * SECTION_HEADER_SIZE)));
      found.set(
          i,
          new ElfSection(
              name,
              section.type(),
              section.flags(),
              section.address(),
              section.offset(),
              section.size(),
              section.link(),
              section.alignment(),
              section.entrySize()));
    }
    return List.copyOf(found);
  }

  private List<ElfSymbol> readSymbols() {
    List<ElfSymbol> found = new ArrayList<>();
    for (ElfSection table : sections) {
      if (table.type() != ElfSection.SYMBOLS) {
        continue;
      }
      if (table.entrySize() != SYMBOL_SIZE) {
        throw malformed(
            "symbol table "
                + table.name()
                + " has entries of "
                + table.entrySize()
                + " bytes; expected "
                + SYMBOL_SIZE);
      }
      if (table.link() <= 0 || table.link() >= sections.size()) {
        throw malformed(
            "symbol table "
                + table.name()
                + " names section "
                + Integer.toUnsignedLong(table.link())
                + " for its strings, there are "
                + sections.size());
      }
      ElfSection strings = sections.get(table.link());
      for (long i = 0; i < table.size() / SYMBOL_SIZE; i++) {
        int at = (int) (table.offset() + i * SYMBOL_SIZE);
        found.add(
            new ElfSymbol(
                string("symbol " + i, strings, Integer.toUnsignedLong(data.getInt(at))),
                data.getLong(at + 8),
                data.getLong(at + 16),
                data.get(at + 4) & 0xF));
      }
    }
    return List.copyOf(found);
  }

  private String string(String owner, ElfSection strings, long offset) {
    if (strings.type() != ElfSection.STRINGS) {
      throw malformed(owner + " has its name in a section that holds no strings");
    }
    if (offset >= strings.size()) {
      throw malformed(
          owner + " has its name at " + offset + " of " + strings.size() + " bytes of strings");
    }
    int start = (int) (strings.offset() + offset);
    int limit = (int) (strings.offset() + strings.size());
    for (int end = start; end < limit; end++) {
      if (content[end] == 0) {
        nameBytes += end - start;
        if (nameBytes > MOST_NAME_BYTES_PER_FILE_BYTE * content.length) {
          throw malformed("has more names than its strings can hold without overlapping");
        }
        return new String(content, start, end - start, StandardCharsets.UTF_8);
      }
    }
    throw malformed(owner + " has a name without end");
  }

  private void checkTable(String kind, long table, int count, short entrySize, int expectedSize) {
    if (count == 0) {
      return;
    }
    if (Short.toUnsignedInt(entrySize) != expectedSize) {
      throw malformed(
          kind
              + " headers have "
              + Short.toUnsignedInt(entrySize)
              + " bytes; expected "
              + expectedSize);
    }
    checkRange(kind + " headers", table, (long) count * expectedSize);
  }

  private void checkRange(String what, long offset, long size) {
    if (offset < 0 || size < 0 || offset > content.length || size > content.length - offset) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "%s: offset 0x%x, size 0x%x, but the file ends at 0x%x",
              what,
              offset,
              size,
              content.length));
    }
  }

  private void checkMemory(String what, long address, long size) {
    // The end may be 2^64, which reads as 0.
    if (size < 0 || (size > 0 && Long.compareUnsigned(address + (size - 1), address) < 0)) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "%s: address 0x%x and size 0x%x go beyond the end of memory",
              what,
              address,
              size));
    }
  }

  private MalformedFileException malformed(String problem) {
    return new MalformedFileException(file, problem);
  }
}
