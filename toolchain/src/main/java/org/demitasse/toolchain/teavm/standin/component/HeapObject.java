package org.demitasse.toolchain.teavm.standin.component;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.RuntimeArray;
import org.teavm.runtime.RuntimeClass;

/**
 * Objects as the collector sees them. The upper bits of the first word are free for marks: they
 * fall out when the rest is turned into the address of the class (core.h, TEAVM_UNPACK_CLASS).
 */
@Unmanaged
final class HeapObject {
  /** Reached from a root. The program's string constants, outside of the heap, always have it. */
  private static final int MARKED = 0x80000000;

  /** Referred to by the C stack, must not move. */
  private static final int PINNED = 0x40000000;

  private static final int HASH = 4;

  private HeapObject() {}

  static boolean isMarked(Address object) {
    return (object.getInt() & MARKED) != 0;
  }

  static void mark(Address object) {
    object.putInt(object.getInt() | MARKED);
  }

  static void unmark(Address object) {
    object.putInt(object.getInt() & ~(MARKED | PINNED));
  }

  static boolean isPinned(Address object) {
    return (object.getInt() & PINNED) != 0;
  }

  static void pin(Address object) {
    object.putInt(object.getInt() | PINNED);
  }

  /** Identity hash code or monitor. */
  static int hash(Address object) {
    return object.add(HASH).getInt();
  }

  static void setHash(Address object, int hash) {
    object.add(HASH).putInt(hash);
  }

  static boolean isInHeap(Address address) {
    return !address.isLessThan(ComponentHeap.heapAddress())
        && address.isLessThan(ComponentHeap.end());
  }

  static RuntimeClass type(Address object) {
    return RuntimeClass.unpack(object.getInt());
  }

  /** Size of an object or chunk. */
  static int sizeOrChunk(Address object) {
    return object.getInt() == 0 ? Chunk.size(object) : size(object);
  }

  static int size(Address object) {
    RuntimeClass type = type(object);
    if (type.itemType == null) {
      return type.size;
    }
    RuntimeArray array = object.toStructure();
    int itemSize = itemSize(type);
    int header = (Structure.sizeOf(RuntimeArray.class) + itemSize - 1) & -itemSize;
    return (header + itemSize * array.size + 7) & -8;
  }

  private static int itemSize(RuntimeClass arrayType) {
    return RuntimeClass.isPrimitive(arrayType.itemType)
        ? arrayType.itemType.size
        : Address.sizeOf();
  }

  /** Where the elements of an array of references begin. */
  static Address elements(Address array) {
    return array.add((Structure.sizeOf(RuntimeArray.class) + 7) & -8);
  }
}
