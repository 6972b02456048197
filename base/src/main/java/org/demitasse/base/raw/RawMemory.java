package org.demitasse.base.raw;

import org.demitasse.abi.Memory;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * Memory of this component by address: device registers, memory shared with other programs, or a
 * test that wants to fault. Nothing is checked. A wrong address ends the component, or destroys its
 * own data if it hits them; it reaches nobody else, since an address means something only in this
 * space.
 *
 * <p>Each access is done exactly once, with exactly this width, in program order (C {@code
 * volatile}). Ordering towards devices and other processors needs barriers besides. Little-endian.
 * On a JVM every method throws {@link UnsatisfiedLinkError}.
 */
@Include(value = "raw_memory.h", isSystem = false)
public final class RawMemory {
  /** Reads and writes through this class in the form that others take. */
  public static final WritableMemory MEMORY =
      new WritableMemory() {
        @Override
        public int loadByte(long address) {
          return RawMemory.loadByte(address);
        }

        @Override
        public int loadInt(long address) {
          return RawMemory.loadInt(address);
        }

        @Override
        public long loadLong(long address) {
          return RawMemory.loadLong(address);
        }

        @Override
        public void storeInt(long address, int value) {
          RawMemory.storeInt(address, value);
        }

        @Override
        public void storeLong(long address, long value) {
          RawMemory.storeLong(address, value);
        }

        @Override
        public void copy(long target, long source, long size) {
          RawMemory.copy(target, source, size);
        }

        @Override
        public void clear(long address, long size) {
          RawMemory.fill(address, 0, size);
        }
      };

  /** Reads through this class in the form that the readers of {@code org.demitasse.abi} take. */
  public static final Memory READER = MEMORY;

  private RawMemory() {}

  /** Returns the byte at {@code address}, 0 to 255. */
  @Unmanaged
  @Import(name = "demitasse_raw_load8")
  public static native int loadByte(long address);

  /** Returns the 16-bit word at {@code address}, 0 to 65535. */
  @Unmanaged
  @Import(name = "demitasse_raw_load16")
  public static native int loadShort(long address);

  /** Returns the 32-bit word at {@code address}. */
  @Unmanaged
  @Import(name = "demitasse_raw_load32")
  public static native int loadInt(long address);

  /** Returns the 64-bit word at {@code address}. */
  @Unmanaged
  @Import(name = "demitasse_raw_load64")
  public static native long loadLong(long address);

  /** Stores the low 8 bits of {@code value}. */
  @Unmanaged
  @Import(name = "demitasse_raw_store8")
  public static native void storeByte(long address, int value);

  /** Stores the low 16 bits of {@code value}. */
  @Unmanaged
  @Import(name = "demitasse_raw_store16")
  public static native void storeShort(long address, int value);

  /** Stores 32 bits. */
  @Unmanaged
  @Import(name = "demitasse_raw_store32")
  public static native void storeInt(long address, int value);

  /** Stores 64 bits. */
  @Unmanaged
  @Import(name = "demitasse_raw_store64")
  public static native void storeLong(long address, long value);

  /**
   * Copies ordinary memory that does not overlap; neither once nor in order, so not for devices.
   */
  @Unmanaged
  @Import(name = "demitasse_raw_copy")
  public static native void copy(long target, long source, long size);

  /** Sets {@code size} bytes of ordinary memory to {@code value}. */
  @Unmanaged
  @Import(name = "demitasse_raw_fill")
  public static native void fill(long address, int value, long size);

  /** Calls the code at {@code address} as a C function without arguments and returns its x0. */
  @Unmanaged
  @Import(name = "demitasse_raw_call")
  public static native long call(long address);
}
