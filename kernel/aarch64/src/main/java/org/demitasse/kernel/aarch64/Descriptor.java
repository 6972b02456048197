package org.demitasse.kernel.aarch64;

import org.demitasse.abi.Permission;

/**
 * Bits of translation table descriptors, 4 KiB granule, stage 1 (Arm ARM D8.3, "Translation table
 * descriptor formats", and D8.4, "Memory access control").
 */
final class Descriptor {
  private Descriptor() {}

  static final long VALID = 1;
  static final long TABLE = 3;
  static final long BLOCK = 1;
  static final long PAGE = 3;
  static final long TYPE = 3;

  /** AttrIndx: entries of MAIR_EL1 as start.S sets it. */
  static final long NORMAL = 0;

  static final long DEVICE = 1L << 2;

  static final long USER = 1L << 6;
  static final long READ_ONLY = 1L << 7;
  static final long INNER_SHAREABLE = 3L << 8;
  static final long ACCESSED = 1L << 10;
  static final long NOT_GLOBAL = 1L << 11;
  static final long PRIVILEGED_EXECUTE_NEVER = 1L << 53;
  static final long USER_EXECUTE_NEVER = 1L << 54;

  /** Output address, bits 47 to 12. */
  static final long ADDRESS = 0x0000_FFFF_FFFF_F000L;

  /** A page or block of the kernel's own that is never executed. */
  static final long KERNEL_DATA =
      NORMAL | INNER_SHAREABLE | ACCESSED | PRIVILEGED_EXECUTE_NEVER | USER_EXECUTE_NEVER;

  static final long KERNEL_DEVICE =
      DEVICE | ACCESSED | PRIVILEGED_EXECUTE_NEVER | USER_EXECUTE_NEVER;

  /**
   * A table of a user space. Everything but type and address is ignored there (D8.3, table
   * descriptor: bits 11 to 2 and 58 to 51) until a recursive entry shows the table as a page: then
   * these are the bits of a page that user code may read, and nobody may write or execute.
   */
  static final long USER_TABLE =
      TABLE
          | NORMAL
          | USER
          | READ_ONLY
          | INNER_SHAREABLE
          | ACCESSED
          | NOT_GLOBAL
          | PRIVILEGED_EXECUTE_NEVER
          | USER_EXECUTE_NEVER;

  /** Bits 58 to 55 of any descriptor are free for software (D8.3): the table is being freed. */
  static final long DYING = 1L << 55;

  /** Attributes of user memory; never executable by the kernel. */
  static long user(int permissions) {
    long bits = USER | NOT_GLOBAL | ACCESSED | PRIVILEGED_EXECUTE_NEVER;
    bits |= (permissions & Permission.DEVICE) != 0 ? DEVICE : NORMAL | INNER_SHAREABLE;
    if ((permissions & Permission.WRITE) == 0) {
      bits |= READ_ONLY;
    }
    if ((permissions & Permission.EXECUTE) == 0) {
      bits |= USER_EXECUTE_NEVER;
    }
    return bits;
  }

  /** Reads the permissions back. */
  static int permissions(long descriptor) {
    int permissions = Permission.READ;
    if ((descriptor & READ_ONLY) == 0) {
      permissions |= Permission.WRITE;
    }
    if ((descriptor & USER_EXECUTE_NEVER) == 0) {
      permissions |= Permission.EXECUTE;
    }
    if ((descriptor & DEVICE) != 0) {
      permissions |= Permission.DEVICE;
    }
    return permissions;
  }
}
