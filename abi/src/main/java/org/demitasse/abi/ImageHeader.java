package org.demitasse.abi;

/**
 * The header that the weaver puts at the kernel's {@code __image_end}: what the image holds and
 * what the kernel cannot know before it has read a device tree. Little-endian.
 *
 * <pre>
 *   0  8  magic {@link #MAGIC}
 *   8  8  size of the whole image in bytes, from the kernel's first byte, a multiple of 4096
 *  16  4  version {@link #VERSION}
 *  20  4  number of members
 *  24  8  size of this header in bytes, a multiple of 4096
 *  32  4  kind of the fallback console, CONSOLE_...
 *  36  4  flags, FLAG_...
 *  40  8  physical address of the fallback console
 *  48  8  physical address where the machine leaves a device tree without telling, or -1
 *  56  4  how many kernel objects, 1 to 4 times the least; 0: as the RAM suggests
 *  60  4  reserved, zero
 *  64 32  machine name, zero-terminated UTF-8
 *  96 32  system name, zero-terminated UTF-8
 * 128 64  members, {@link #MEMBER_SIZE} bytes each:
 *         0 32 name, zero-terminated UTF-8;  32 4 kind, MEMBER_...;  36 4 CRC-32 (IEEE 802.3);
 *        40  8 offset from the kernel's first byte, a multiple of 4096;  48 8 size in bytes;  56 8 zero
 * </pre>
 */
public final class ImageHeader {
  private ImageHeader() {}

  /** "DMTSIMG1", read as a little-endian number. */
  public static final long MAGIC = 0x31474D4953544D44L;

  public static final int VERSION = 1;

  public static final int IMAGE_SIZE_OFFSET = 8;
  public static final int VERSION_OFFSET = 16;
  public static final int MEMBER_COUNT_OFFSET = 20;
  public static final int HEADER_SIZE_OFFSET = 24;
  public static final int CONSOLE_KIND_OFFSET = 32;
  public static final int FLAGS_OFFSET = 36;
  public static final int CONSOLE_ADDRESS_OFFSET = 40;
  public static final int DEVICE_TREE_HINT_OFFSET = 48;
  public static final int OBJECTS_OFFSET = 56;
  public static final int MACHINE_NAME_OFFSET = 64;
  public static final int SYSTEM_NAME_OFFSET = 96;
  public static final int MEMBERS_OFFSET = 128;

  /** Size of a name field; the last byte is zero. */
  public static final int NAME_SIZE = 32;

  public static final int MEMBER_SIZE = 64;
  public static final int MEMBER_KIND_OFFSET = 32;
  public static final int MEMBER_CRC32_OFFSET = 36;
  public static final int MEMBER_START_OFFSET = 40;
  public static final int MEMBER_LENGTH_OFFSET = 48;

  public static final int CONSOLE_NONE = 0;
  public static final int CONSOLE_PL011 = 1;

  /** The mini UART of the BCM2835; its address is that of the data register. */
  public static final int CONSOLE_MINI_UART = 2;

  /** The registers of the console are mapped into the root program. */
  public static final int FLAG_ROOT_CONSOLE = 1;

  /** Ctrl-T on the console enters the kernel's debugger. */
  public static final int FLAG_DEBUGGER = 2;

  public static final int MEMBER_KERNEL_LINES = 1;
  public static final int MEMBER_DEVICE_TREE = 2;
  public static final int MEMBER_ROOT_PROGRAM = 3;
  public static final int MEMBER_COMPONENT = 4;
  public static final int MEMBER_FILE = 5;
}
