package org.demitasse.toolchain.dwarf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sections, segments and symbols of an ELF-64 little-endian file (System V ABI, "ELF-64 Object
 * File Format", version 1.5), as the linker leaves them.
 */
public final class ElfFile {
  /** {@code sh_type} of a section without bytes in the file. */
  public static final int NOBITS = 8;

  private static final int SYMTAB = 2;
  private static final int LOAD = 1;
  private static final int HEADER_SIZE = 64;
  private static final int PROGRAM_HEADER_SIZE = 56;
  private static final int SECTION_HEADER_SIZE = 64;
  private static final int SYMBOL_SIZE = 24;

  /**
   * A section.
   *
   * @param name its name
   * @param type {@code sh_type}
   * @param flags {@code sh_flags}
   * @param address where it is in memory, if it is
   * @param offset where its bytes are in the file
   * @param size its bytes in memory and, unless {@link #NOBITS}, in the file
   */
  public record Section(String name, int type, long flags, long address, long offset, long size) {
    /** Whether it takes memory at run time: SHF_ALLOC. */
    public boolean isAllocated() {
      return (flags & 2) != 0;
    }

    /** Whether it is written to: SHF_WRITE. */
    public boolean isWritable() {
      return (flags & 1) != 0;
    }

    /** Whether it holds instructions: SHF_EXECINSTR. */
    public boolean isExecutable() {
      return (flags & 4) != 0;
    }
  }

  /**
   * A loadable segment.
   *
   * @param flags {@code p_flags}: 1 execute, 2 write, 4 read
   * @param address first address
   * @param size bytes in memory
   */
  public record Segment(int flags, long address, long size) {}

  /**
   * A symbol.
   *
   * @param name its name
   * @param value its address or number
   * @param size its size in bytes, 0 if unknown
   * @param isFunction whether it is of type STT_FUNC
   */
  public record Symbol(String name, long value, long size, boolean isFunction) {}

  private final ByteBuffer bytes;
  private final List<Section> sections = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Symbol> symbols = new ArrayList<>();

  private ElfFile(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the tables.
   *
   * @param content the whole file
   * @throws IllegalArgumentException if it is no such file, or a table lies outside it
   */
  public static ElfFile of(byte[] content) {
    ElfFile file = new ElfFile(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
    try {
      file.read();
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("ELF file ends within a table", e);
    }
    return file;
  }

  private void read() {
    if (bytes.limit() < HEADER_SIZE || bytes.getInt(0) != 0x464C457F) {
      throw new IllegalArgumentException("not an ELF file");
    }
    // EI_CLASS ELFCLASS64 and EI_DATA ELFDATA2LSB.
    if (bytes.get(4) != 2 || bytes.get(5) != 1) {
      throw new IllegalArgumentException("not a 64-bit little-endian ELF file");
    }
    readSegments(position(bytes.getLong(32)), bytes.getShort(56) & 0xFFFF);
    readSections(
        position(bytes.getLong(40)), bytes.getShort(60) & 0xFFFF, bytes.getShort(62) & 0xFFFF);
  }

  private int position(long offset) {
    if (offset < 0 || offset > bytes.limit()) {
      throw new IllegalArgumentException(
          "offset %d lies outside the ELF file of %d bytes".formatted(offset, bytes.limit()));
    }
    return (int) offset;
  }

  private void readSegments(int table, int count) {
    for (int i = 0; i < count; i++) {
      int header = table + i * PROGRAM_HEADER_SIZE;
      if (bytes.getInt(header) == LOAD) {
        segments.add(
            new Segment(
                bytes.getInt(header + 4), bytes.getLong(header + 16), bytes.getLong(header + 40)));
      }
    }
  }

  private void readSections(int table, int count, int nameSection) {
    if (count == 0) {
      return;
    }
    int names = position(bytes.getLong(table + nameSection * SECTION_HEADER_SIZE + 24));
    for (int i = 0; i < count; i++) {
      int header = table + i * SECTION_HEADER_SIZE;
      sections.add(
          new Section(
              text(names + bytes.getInt(header)),
              bytes.getInt(header + 4),
              bytes.getLong(header + 8),
              bytes.getLong(header + 16),
              bytes.getLong(header + 24),
              bytes.getLong(header + 32)));
    }
    for (int i = 0; i < count; i++) {
      if (sections.get(i).type() == SYMTAB) {
        int strings = bytes.getInt(table + i * SECTION_HEADER_SIZE + 40);
        readSymbols(sections.get(i), position(sections.get(strings).offset()));
      }
    }
  }

  private void readSymbols(Section table, int names) {
    int start = position(table.offset());
    int end = position(table.offset() + table.size());
    // The first entry is the undefined symbol.
    for (int entry = start + SYMBOL_SIZE; entry < end; entry += SYMBOL_SIZE) {
      symbols.add(
          new Symbol(
              text(names + bytes.getInt(entry)),
              bytes.getLong(entry + 8),
              bytes.getLong(entry + 16),
              (bytes.get(entry + 4) & 0xF) == 2));
    }
  }

  private String text(int start) {
    int end = start;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - start];
    bytes.get(start, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** All sections in the order of their headers, the first being the empty one. */
  public List<Section> sections() {
    return sections;
  }

  /** The loadable segments. */
  public List<Segment> segments() {
    return segments;
  }

  /** All symbols, in the order of the file. */
  public List<Symbol> symbols() {
    return symbols;
  }

  /** The section of a name. */
  public Optional<Section> section(String name) {
    return sections.stream().filter(section -> section.name().equals(name)).findFirst();
  }

  /** The value of the symbol of a name. */
  public Optional<Long> symbol(String name) {
    return symbols.stream().filter(s -> s.name().equals(name)).map(Symbol::value).findFirst();
  }

  /** A read-only little-endian view of a section's bytes; empty if the file has no such section. */
  public ByteBuffer bytes(String sectionName) {
    Section section = section(sectionName).orElse(null);
    if (section == null || section.type() == NOBITS) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    int start = position(section.offset());
    position(section.offset() + section.size());
    return bytes
        .slice(start, (int) section.size())
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
