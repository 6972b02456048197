package org.demitasse.toolchain.teavm.standin.kernel;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.runtime.RuntimeArray;
import org.teavm.runtime.RuntimeClass;
import org.teavm.runtime.RuntimeObject;

/** Stands for {@code org.teavm.runtime.Allocator}. */
@Include("demitasse_runtime.h")
@StaticInit
@Unmanaged
public final class KernelAllocator {
  private static final int NEGATIVE_ARRAY_SIZE = 7;

  static {
    // The generated main calls the initializer by name.
  }

  private KernelAllocator() {}

  @Import(name = "demitasse_panic")
  private static native void panic(int kind, int callSite);

  public static Address allocate(RuntimeClass type) {
    Address memory = KernelHeap.allocate(type.size);
    RuntimeObject object = memory.toStructure();
    object.classReference = type.pack();
    return memory;
  }

  public static Address allocateArray(RuntimeClass type, int length) {
    if (length < 0) {
      panic(NEGATIVE_ARRAY_SIZE, -1);
    }
    int itemSize = RuntimeClass.isPrimitive(type.itemType) ? type.itemType.size : Address.sizeOf();
    // The elements start at a multiple of their size, and objects are multiples of 8 bytes.
    int header = (Structure.sizeOf(RuntimeArray.class) + itemSize - 1) & -itemSize;
    long size = (header + (long) itemSize * length + 7) & -8L;
    Address memory = KernelHeap.allocate(size);
    RuntimeArray array = memory.toStructure();
    array.classReference = type.pack();
    array.size = length;
    return memory;
  }

  public static RuntimeArray allocateMultiArray(
      RuntimeClass type, Address dimensions, int dimensionCount) {
    int length = dimensions.getInt();
    RuntimeArray array = allocateArray(type, length).toStructure();
    if (dimensionCount > 1) {
      Address element =
          Address.align(Structure.add(RuntimeArray.class, array, 1).toAddress(), Address.sizeOf());
      for (int i = 0; i < length; ++i) {
        element.putAddress(
            allocateMultiArray(type.itemType, dimensions.add(4), dimensionCount - 1).toAddress());
        element = element.add(Address.sizeOf());
      }
    }
    return array;
  }
}
