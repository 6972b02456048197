package org.demitasse.base.child;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.ProgramLayout;

/**
 * A part of a program's memory, in whole pages.
 *
 * @param kind what it is for
 * @param start first virtual address
 * @param size in bytes, whole pages
 * @param fileOffset where its content begins in the program's file
 * @param fileSize bytes of content; the rest is zero
 */
public record ProgramSegment(Kind kind, long start, long size, long fileOffset, long fileSize) {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  /** What a segment is for. Code and constants are used where the file lies. */
  public enum Kind {
    CODE("code"),
    CONSTANTS("constants"),
    DATA("data"),
    STACK("stack"),
    HEAP("heap");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Returns the name in reports. */
    public String word() {
      return word;
    }

    public boolean isWritable() {
      return this != CODE && this != CONSTANTS;
    }
  }

  /** Returns the address after the last. */
  public long end() {
    return start + size;
  }

  public boolean holds(long address) {
    return address >= start && address < end();
  }

  /**
   * Lists what a program's headers ask for, by address.
   *
   * @param program checked already
   * @throws IllegalArgumentException if it cannot be given
   */
  public static List<ProgramSegment> of(ElfProgram program) {
    List<ProgramSegment> segments = new ArrayList<>();
    int withoutBytes = 0;
    for (int i = 0; i < program.segmentCount(); i++) {
      if (program.segmentType(i) != ElfProgram.SEGMENT_LOAD) {
        continue;
      }
      long size = pages(program.segmentMemorySize(i));
      int flags = program.segmentFlags(i);
      Kind kind;
      if ((flags & ElfProgram.FLAG_WRITE) == 0) {
        if (pages(program.segmentFileSize(i)) != size) {
          throw new IllegalArgumentException("read-only memory without content");
        }
        kind = (flags & ElfProgram.FLAG_EXECUTE) != 0 ? Kind.CODE : Kind.CONSTANTS;
      } else if (program.segmentFileSize(i) != 0) {
        kind = Kind.DATA;
      } else {
        // component.ld: of the writable segments without bytes in the file, the first is the stack,
        // the second the heap.
        kind = withoutBytes == 0 ? Kind.STACK : Kind.HEAP;
        withoutBytes++;
      }
      segments.add(
          new ProgramSegment(
              kind,
              program.segmentAddress(i),
              size,
              program.segmentOffset(i),
              program.segmentFileSize(i)));
    }
    return segments;
  }

  private static long pages(long bytes) {
    return (bytes + PAGE - 1) & -PAGE;
  }
}
