package org.demitasse.toolchain.teavm.standin.component;

import org.teavm.interop.Address;
import org.teavm.interop.DelegateTo;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.GC;
import org.teavm.runtime.RuntimeArray;
import org.teavm.runtime.RuntimeClass;
import org.teavm.runtime.RuntimeObject;

/**
 * Stands for {@code org.teavm.runtime.Allocator}, which takes a negative length as it is, counts
 * the bytes of an array in 32 bits, and lets a collection lose the outer array of several
 * dimensions: all three end in overwritten memory.
 */
@StaticInit
public final class ComponentAllocator {
  /** Sizes are an int in the collector; more than any heap has. */
  private static final long SIZE_LIMIT = 1L << 30;

  static {
    // The generated main calls the initializer by name.
  }

  private ComponentAllocator() {}

  @Unmanaged
  public static Address allocate(RuntimeClass type) {
    RuntimeObject object = GC.alloc(type.size);
    Address.fillZero(object.toAddress(), type.size);
    object.classReference = type.pack();
    return object.toAddress();
  }

  @Unmanaged
  public static Address allocateArray(RuntimeClass type, int length) {
    if (length < 0) {
      ComponentExceptions.throwNegativeArraySize(length);
    }
    int itemSize = RuntimeClass.isPrimitive(type.itemType) ? type.itemType.size : Address.sizeOf();
    // The elements start at a multiple of their size, and objects are multiples of 8 bytes.
    int header = (Structure.sizeOf(RuntimeArray.class) + itemSize - 1) & -itemSize;
    long size = (header + (long) itemSize * length + 7) & -8L;
    if (size >= SIZE_LIMIT) {
      ComponentExceptions.throwOutOfMemory((int) SIZE_LIMIT);
    }
    Address memory = GC.alloc((int) size).toAddress();
    Address.fillZero(memory, (int) size);
    RuntimeArray array = memory.toStructure();
    array.classReference = type.pack();
    array.size = length;
    return memory;
  }

  /** All lengths are checked before anything is allocated (JVMS 6.5, multianewarray). */
  @Unmanaged
  public static RuntimeArray allocateMultiArray(
      RuntimeClass type, Address dimensions, int dimensionCount) {
    for (int i = 0; i < dimensionCount; ++i) {
      int length = dimensions.add(4 * i).getInt();
      if (length < 0) {
        ComponentExceptions.throwNegativeArraySize(length);
      }
    }
    return Address.ofObject(allocateDimensions(type, dimensions, dimensionCount)).toStructure();
  }

  /** Ordinary Java, so that the collector finds the outer arrays while the inner ones are made. */
  private static Object allocateDimensions(
      RuntimeClass type, Address dimensions, int dimensionCount) {
    if (dimensionCount == 1) {
      return asObject(allocateArray(type, dimensions.getInt()));
    }
    Object[] array = (Object[]) asObject(allocateArray(type, dimensions.getInt()));
    for (int i = 0; i < array.length; ++i) {
      array[i] = allocateDimensions(type.itemType, dimensions.add(4), dimensionCount - 1);
    }
    return array;
  }

  @Unmanaged
  @DelegateTo("same")
  private static native Object asObject(Address address);

  @Unmanaged
  private static Address same(Address address) {
    return address;
  }
}
