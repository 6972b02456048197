package org.demitasse.abi;

/**
 * What the kernel tells the root program: memory, machine and boot modules. The root program gets
 * the address in x0. All free RAM and all modules are mapped in the root program's space at equal
 * virtual and physical addresses, free RAM readable and writable, modules read-only; and it has a
 * capability of a physical range for each, and for everything that is no RAM.
 *
 * <p>Layout, little-endian: a header (0 magic 8 bytes, 8 size of everything in bytes 4, 12 number
 * of records 4), then records (0 kind 4, 4 size of the record including these 8 bytes, a multiple
 * of 8), the last of kind {@link #END}.
 */
public final class BootInformation {
  private BootInformation() {}

  /** "DMTSBOOT", read as a little-endian number. */
  public static final long MAGIC = 0x544F4F4253544D44L;

  public static final int SIZE_OFFSET = 8;
  public static final int COUNT_OFFSET = 12;
  public static final int RECORDS_OFFSET = 16;

  public static final int END = 0;

  /** 8 MEMORY_ type (4), 12 zero, 16 physical address (8), 24 size in bytes (8). */
  public static final int MEMORY = 1;

  /** 8 first address (8), 16 size (8): virtual addresses that the root program may use freely. */
  public static final int VIRTUAL_POOL = 2;

  /**
   * 8 member kind (4, {@link ImageHeader}), 12 CRC-32 (4), 16 physical address (8), 24 virtual
   * address (8, equal), 32 size (8), 40 name, zero-padded, {@link ImageHeader#NAME_SIZE} bytes.
   */
  public static final int MODULE = 3;

  /** 8 kind of text (4, TEXT_...), 12 length in bytes (4), 16 UTF-8. */
  public static final int TEXT = 4;

  /** 8 number of processors (4), 12 zero, 16 MIDR_EL1 (8), 24 counter frequency in hertz (8). */
  public static final int PROCESSOR = 5;

  /**
   * A capability of the root program: 8 {@link ObjectKind} (4), 12 {@link Permission} bits of a
   * range (4), 16 handle (8), 24 physical address (8) and 32 size (8) of a range.
   */
  public static final int CAPABILITY = 6;

  /** Free RAM, the root program's to give. */
  public static final int MEMORY_FREE = 1;

  /** RAM of the kernel: its image, pools and translation tables. */
  public static final int MEMORY_KERNEL = 2;

  /** RAM that holds the image's members and the device tree. */
  public static final int MEMORY_MODULES = 3;

  /** RAM that the root program's own pages occupy. */
  public static final int MEMORY_ROOT = 4;

  /** RAM that the device tree reserves. */
  public static final int MEMORY_RESERVED = 5;

  public static final int TEXT_MODEL = 1;
  public static final int TEXT_MACHINE = 2;
  public static final int TEXT_SYSTEM = 3;
  public static final int TEXT_COMMAND_LINE = 4;

  /** Receives the records in order. Names and texts are passed as address and length. */
  public interface Visitor {
    void memory(int type, long physicalAddress, long size);

    void virtualPool(long address, long size);

    void module(
        int kind, int crc32, long physicalAddress, long virtualAddress, long size, long name);

    void text(int kind, long address, int length);

    void processor(int count, long mainIdRegister, long counterFrequency);

    /** A capability; address, size and permissions say something of a physical range only. */
    void capability(int kind, long handle, long physicalAddress, long size, int permissions);
  }

  /**
   * Calls the visitor for each record.
   *
   * @return 0, or -1 if the memory does not hold valid boot information; records before the damage
   *     have been delivered
   */
  public static int parse(Memory memory, long address, Visitor visitor) {
    if (memory.loadLong(address) != MAGIC) {
      return -1;
    }
    int end = memory.loadInt(address + SIZE_OFFSET);
    int count = memory.loadInt(address + COUNT_OFFSET);
    int offset = RECORDS_OFFSET;
    if (end < RECORDS_OFFSET) {
      return -1;
    }
    for (int i = 0; i < count; i++) {
      if (offset < 0 || offset > end - 8) {
        return -1;
      }
      long record = address + offset;
      int size = memory.loadInt(record + 4);
      if (size < 8 || (size & 7) != 0 || size > end - offset) {
        return -1;
      }
      switch (memory.loadInt(record)) {
        case END -> {
          return 0;
        }
        case MEMORY -> {
          if (size < 32) {
            return -1;
          }
          visitor.memory(
              memory.loadInt(record + 8),
              memory.loadLong(record + 16),
              memory.loadLong(record + 24));
        }
        case VIRTUAL_POOL -> {
          if (size < 24) {
            return -1;
          }
          visitor.virtualPool(memory.loadLong(record + 8), memory.loadLong(record + 16));
        }
        case MODULE -> {
          if (size < 40 + ImageHeader.NAME_SIZE) {
            return -1;
          }
          visitor.module(
              memory.loadInt(record + 8),
              memory.loadInt(record + 12),
              memory.loadLong(record + 16),
              memory.loadLong(record + 24),
              memory.loadLong(record + 32),
              record + 40);
        }
        case TEXT -> {
          if (size < 16) {
            return -1;
          }
          int length = memory.loadInt(record + 12);
          if (length < 0 || length > size - 16) {
            return -1;
          }
          visitor.text(memory.loadInt(record + 8), record + 16, length);
        }
        case PROCESSOR -> {
          if (size < 32) {
            return -1;
          }
          visitor.processor(
              memory.loadInt(record + 8),
              memory.loadLong(record + 16),
              memory.loadLong(record + 24));
        }
        case CAPABILITY -> {
          if (size < 40) {
            return -1;
          }
          visitor.capability(
              memory.loadInt(record + 8),
              memory.loadLong(record + 16),
              memory.loadLong(record + 24),
              memory.loadLong(record + 32),
              memory.loadInt(record + 12));
        }
        default -> {
          // A record of a later version: its size lets us pass over it.
        }
      }
      offset += size;
    }
    return -1;
  }
}
