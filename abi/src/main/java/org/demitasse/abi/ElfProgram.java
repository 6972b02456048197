package org.demitasse.abi;

/**
 * Reads an executable in the form the toolchain makes: ELF-64, little-endian, AArch64, ET_EXEC
 * (System V ABI, "ELF-64 Object File Format" version 1.5; machine number from "ELF for the Arm
 * 64-bit Architecture"). The file lies in memory at a multiple of 8. Nothing of it is trusted:
 * {@link #check} is called first and says what is wrong; afterwards all accessors stay inside the
 * file.
 */
public final class ElfProgram {
  public static final int OK = 0;
  public static final int TOO_SHORT = 1;
  public static final int NOT_ELF = 2;
  public static final int NOT_AARCH64_EXECUTABLE = 3;
  public static final int BAD_PROGRAM_HEADERS = 4;
  public static final int BAD_SEGMENT = 5;
  public static final int BAD_ENTRY = 6;

  public static final int SEGMENT_LOAD = 1;
  public static final int FLAG_EXECUTE = 1;
  public static final int FLAG_WRITE = 2;
  public static final int FLAG_READ = 4;

  private static final int HEADER_SIZE = 64;
  private static final int PROGRAM_HEADER_SIZE = 56;
  private static final int SECTION_HEADER_SIZE = 64;

  private final Memory memory;
  private long address;
  private long size;

  public ElfProgram(Memory memory) {
    this.memory = memory;
  }

  /** Returns words for a result of {@link #check}. */
  public static String describe(int result) {
    return switch (result) {
      case OK -> "ok";
      case TOO_SHORT -> "file is too short";
      case NOT_ELF -> "not an ELF file";
      case NOT_AARCH64_EXECUTABLE -> "not a 64-bit little-endian AArch64 executable";
      case BAD_PROGRAM_HEADERS -> "program headers lie outside the file";
      case BAD_SEGMENT ->
          "a segment is misaligned, overlaps another, is writable and executable, or lies outside the file or"
              + " the component's addresses";
      default -> "entry point lies in no executable segment";
    };
  }

  /** Turns to the file at {@code fileAddress} and says whether it can be loaded. */
  public int check(long fileAddress, long fileSize) {
    address = fileAddress;
    size = fileSize;
    if (fileSize < HEADER_SIZE) {
      return TOO_SHORT;
    }
    if (memory.loadInt(address) != 0x464C457F) {
      return NOT_ELF;
    }
    // EI_CLASS 64-bit, EI_DATA little-endian; e_type ET_EXEC = 2, e_machine EM_AARCH64 = 183.
    if ((memory.loadInt(address + 4) & 0xFFFF) != 0x0102
        || memory.loadInt(address + 16) != (183 << 16 | 2)) {
      return NOT_AARCH64_EXECUTABLE;
    }
    long table = memory.loadLong(address + 32);
    if ((memory.loadInt(address + 52) >>> 16) != PROGRAM_HEADER_SIZE
        || (table & 7) != 0
        || table < HEADER_SIZE
        || table > size - (long) segmentCount() * PROGRAM_HEADER_SIZE) {
      return BAD_PROGRAM_HEADERS;
    }
    return checkSegments();
  }

  private int checkSegments() {
    long previousEnd = ProgramLayout.PROGRAM_BASE;
    boolean entryFound = false;
    for (int i = 0; i < segmentCount(); i++) {
      if (segmentType(i) != SEGMENT_LOAD) {
        continue;
      }
      long start = segmentAddress(i);
      long fileBytes = segmentFileSize(i);
      long memoryBytes = segmentMemorySize(i);
      long offset = segmentOffset(i);
      int flags = segmentFlags(i);
      boolean ok =
          (start & 4095) == 0
              && start >= previousEnd
              && start < ProgramLayout.USER_END
              && memoryBytes > 0
              && memoryBytes <= ProgramLayout.USER_END - start
              && fileBytes >= 0
              && fileBytes <= memoryBytes
              && (fileBytes == 0
                  || ((offset & 4095) == 0 && offset >= 0 && offset <= size - fileBytes))
              && (flags & (FLAG_WRITE | FLAG_EXECUTE)) != (FLAG_WRITE | FLAG_EXECUTE);
      if (!ok) {
        return BAD_SEGMENT;
      }
      if ((flags & FLAG_EXECUTE) != 0 && entry() >= start && entry() - start < fileBytes) {
        entryFound = true;
      }
      previousEnd = start + memoryBytes + 4095 & -4096L;
    }
    return entryFound ? OK : BAD_ENTRY;
  }

  public long entry() {
    return memory.loadLong(address + 24);
  }

  public int segmentCount() {
    return memory.loadInt(address + 56) & 0xFFFF;
  }

  private long segment(int index) {
    return address + memory.loadLong(address + 32) + (long) index * PROGRAM_HEADER_SIZE;
  }

  public int segmentType(int index) {
    return memory.loadInt(segment(index));
  }

  /** FLAG_ bits. */
  public int segmentFlags(int index) {
    return memory.loadInt(segment(index) + 4);
  }

  public long segmentOffset(int index) {
    return memory.loadLong(segment(index) + 8);
  }

  public long segmentAddress(int index) {
    return memory.loadLong(segment(index) + 16);
  }

  public long segmentFileSize(int index) {
    return memory.loadLong(segment(index) + 32);
  }

  public long segmentMemorySize(int index) {
    return memory.loadLong(segment(index) + 40);
  }

  /**
   * Returns the address in memory of the line table ({@code .demitasse.lines}), or 0 if the file
   * has none. It is known by its magic number, so that no section names need to be compared.
   */
  public long lineTable() {
    long table = memory.loadLong(address + 40);
    int count = memory.loadInt(address + 60) & 0xFFFF;
    if ((memory.loadInt(address + 56) >>> 16) != SECTION_HEADER_SIZE
        || (table & 7) != 0
        || table < HEADER_SIZE
        || table > size - (long) count * SECTION_HEADER_SIZE) {
      return 0;
    }
    for (int i = 0; i < count; i++) {
      long header = address + table + (long) i * SECTION_HEADER_SIZE;
      long offset = memory.loadLong(header + 24);
      long length = memory.loadLong(header + 32);
      // SHT_PROGBITS = 1, not allocated, aligned.
      if (memory.loadInt(header + 4) == 1
          && memory.loadLong(header + 8) == 0
          && (offset & 7) == 0
          && offset >= HEADER_SIZE
          && length >= LineTable.HEADER_SIZE
          && offset <= size - length
          && memory.loadInt(address + offset) == LineTable.MAGIC) {
        return address + offset;
      }
    }
    return 0;
  }
}
