package org.demitasse.toolchain.elf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes ELF-64 little-endian executables: header, program headers, segments, sections outside
 * segments, section names, section headers, in this order. The same calls give the same bytes.
 */
public final class ElfWriter {
  private static final int PAGE_SIZE = 4096;

  /** SHF_ALLOC is the only flag needed. */
  private record Section(
      String name,
      int type,
      long flags,
      long address,
      int segment,
      long place,
      long size,
      Content content,
      int link,
      int info,
      long alignment,
      long entrySize) {}

  private record Segment(
      int flags, long virtualAddress, long physicalAddress, Content content, long memorySize) {}

  private static final int OUTSIDE = -1;
  private static final Content NOTHING = Content.of(new byte[0]);

  private final int machine;
  private final long entry;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  /**
   * Begins a file.
   *
   * @param machine e_machine, such as {@link ElfFile#AARCH64}
   * @param entry address of the first instruction
   */
  public ElfWriter(int machine, long entry) {
    this.machine = machine;
    this.entry = entry;
  }

  /**
   * Adds a segment of type PT_LOAD, aligned to pages in the file as in memory.
   *
   * @return its index
   */
  public int segment(
      int flags, long virtualAddress, long physicalAddress, Content content, long memorySize) {
    segments.add(new Segment(flags, virtualAddress, physicalAddress, content, memorySize));
    return segments.size() - 1;
  }

  /** Adds a section that lies in a segment, {@code place} bytes behind its start. */
  public void section(String name, long address, int segment, long place, long size) {
    sections.add(
        new Section(
            name,
            ElfSection.PROGBITS,
            ElfSection.ALLOCATED,
            address,
            segment,
            place,
            size,
            NOTHING,
            0,
            0,
            PAGE_SIZE,
            0));
  }

  /**
   * Adds a section that is not put into memory.
   *
   * @param link index of another section, the first added is 1
   * @param info for a symbol table the number of its local symbols
   * @return its index
   */
  public int section(String name, int type, Content content, int link, int info, long entrySize) {
    sections.add(
        new Section(
            name, type, 0, 0, OUTSIDE, 0, content.size(), content, link, info, 8, entrySize));
    return sections.size();
  }

  /** Returns the file. */
  public byte[] toBytes() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      writeTo(output);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return output.toByteArray();
  }

  /** Writes the file. */
  public void writeTo(OutputStream output) throws IOException {
    List<Section> all = new ArrayList<>(sections);
    byte[] names = names();
    all.add(
        new Section(
            ".shstrtab",
            ElfSection.STRINGS,
            0,
            0,
            OUTSIDE,
            0,
            names.length,
            Content.of(names),
            0,
            0,
            1,
            0));
    int headers = ElfFile.HEADER_SIZE + segments.size() * ElfFile.SEGMENT_HEADER_SIZE;
    long[] segmentOffsets = new long[segments.size()];
    long end = headers;
    for (int i = 0; i < segmentOffsets.length; i++) {
      segmentOffsets[i] = Alignment.up(end, PAGE_SIZE);
      end = segmentOffsets[i] + segments.get(i).content().size();
    }
    long[] sectionOffsets = new long[all.size()];
    for (int i = 0; i < sectionOffsets.length; i++) {
      Section section = all.get(i);
      if (section.segment() == OUTSIDE) {
        sectionOffsets[i] = Alignment.up(end, section.alignment());
        end = sectionOffsets[i] + section.size();
      } else {
        sectionOffsets[i] = segmentOffsets[section.segment()] + section.place();
      }
    }
    long table = Alignment.up(end, 8);

    output.write(
        header(headers == ElfFile.HEADER_SIZE ? 0 : ElfFile.HEADER_SIZE, table, all.size() + 1));
    for (int i = 0; i < segmentOffsets.length; i++) {
      output.write(segmentHeader(segments.get(i), segmentOffsets[i]));
    }
    long position = headers;
    for (int i = 0; i < segmentOffsets.length; i++) {
      position = write(output, position, segmentOffsets[i], segments.get(i).content());
    }
    for (int i = 0; i < sectionOffsets.length; i++) {
      if (all.get(i).segment() == OUTSIDE) {
        position = write(output, position, sectionOffsets[i], all.get(i).content());
      }
    }
    Alignment.pad(output, table - position);
    output.write(new byte[ElfFile.SECTION_HEADER_SIZE]);
    int name = 1;
    for (int i = 0; i < sectionOffsets.length; i++) {
      output.write(sectionHeader(all.get(i), name, sectionOffsets[i]));
      name += all.get(i).name().getBytes(StandardCharsets.UTF_8).length + 1;
    }
  }

  private byte[] names() {
    StringBuilder names = new StringBuilder("\0");
    sections.forEach(section -> names.append(section.name()).append('\0'));
    return names.append(".shstrtab\0").toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] header(long segmentTable, long sectionTable, int sectionCount) {
    return buffer(ElfFile.HEADER_SIZE)
        .putInt(ElfFile.MAGIC)
        .put(new byte[] {2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0})
        .putShort((short) ElfFile.EXECUTABLE)
        .putShort((short) machine)
        .putInt(1)
        .putLong(entry)
        .putLong(segmentTable)
        .putLong(sectionTable)
        .putInt(0)
        .putShort((short) ElfFile.HEADER_SIZE)
        .putShort((short) ElfFile.SEGMENT_HEADER_SIZE)
        .putShort((short) segments.size())
        .putShort((short) ElfFile.SECTION_HEADER_SIZE)
        .putShort((short) sectionCount)
        .putShort((short) (sectionCount - 1))
        .array();
  }

  private static byte[] segmentHeader(Segment segment, long offset) {
    return buffer(ElfFile.SEGMENT_HEADER_SIZE)
        .putInt(ElfSegment.LOAD)
        .putInt(segment.flags())
        .putLong(offset)
        .putLong(segment.virtualAddress())
        .putLong(segment.physicalAddress())
        .putLong(segment.content().size())
        .putLong(segment.memorySize())
        .putLong(PAGE_SIZE)
        .array();
  }

  private static byte[] sectionHeader(Section section, int name, long offset) {
    return buffer(ElfFile.SECTION_HEADER_SIZE)
        .putInt(name)
        .putInt(section.type())
        .putLong(section.flags())
        .putLong(section.address())
        .putLong(offset)
        .putLong(section.size())
        .putInt(section.link())
        .putInt(section.info())
        .putLong(section.alignment())
        .putLong(section.entrySize())
        .array();
  }

  private static long write(OutputStream output, long position, long offset, Content content)
      throws IOException {
    Alignment.pad(output, offset - position);
    content.writeTo(output);
    return offset + content.size();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
