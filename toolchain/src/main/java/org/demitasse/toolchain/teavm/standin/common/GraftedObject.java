package org.demitasse.toolchain.teavm.standin.common;

import org.demitasse.toolchain.teavm.standin.Graft;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.runtime.Allocator;
import org.teavm.runtime.RuntimeArray;
import org.teavm.runtime.RuntimeClass;
import org.teavm.runtime.RuntimeObject;

/**
 * Stands in part for {@code java.lang.Object}: TeaVM copies eight bytes for each element of an
 * array of a primitive type, over the end of both arrays.
 */
public final class GraftedObject {
  private GraftedObject() {}

  @Graft
  @SuppressWarnings("unused") // called by the generated code
  private static RuntimeObject cloneLowLevel(RuntimeObject self) throws CloneNotSupportedException {
    checkCloneable(self);
    RuntimeClass type = RuntimeClass.getClass(self);
    RuntimeObject copy;
    int size;
    if (type.itemType == null) {
      copy = Allocator.allocate(type).toStructure();
      size = type.size;
    } else {
      RuntimeArray array = self.toAddress().toStructure();
      copy = Allocator.allocateArray(type, array.size).toStructure();
      int itemSize =
          RuntimeClass.isPrimitive(type.itemType) ? type.itemType.size : Address.sizeOf();
      int header = (Structure.sizeOf(RuntimeArray.class) + itemSize - 1) & -itemSize;
      size = header + itemSize * array.size;
    }
    int skip = Structure.sizeOf(RuntimeObject.class);
    Address.moveMemoryBlock(self.toAddress().add(skip), copy.toAddress().add(skip), size - skip);
    return copy;
  }

  /** In the kernel nobody asks; see GraftedClone. */
  @Graft
  @SuppressWarnings("unused")
  private static void checkCloneable(RuntimeObject self) throws CloneNotSupportedException {}
}
