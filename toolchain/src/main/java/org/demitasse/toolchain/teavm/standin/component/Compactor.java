package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.Mutator;
import org.teavm.runtime.RuntimeArray;
import org.teavm.runtime.RuntimeClass;
import org.teavm.runtime.RuntimeObject;
import org.teavm.runtime.RuntimeReference;
import org.teavm.runtime.RuntimeReferenceQueue;
import org.teavm.runtime.reflect.ModifiersInfo;

/**
 * Slides marked objects towards the start of the heap, in their order; pinned ones stay where they
 * are (B. Haddon and W. Waite, A compaction procedure for variable-length storage elements, 1967,
 * in the form of the Lisp 2 collector).
 *
 * <p>An object's new place is kept where its identity hash code is. The few codes that are not 0
 * are saved in the collector's storage meanwhile, in the order of the objects.
 */
@StaticInit
@Unmanaged
final class Compactor {
  private Compactor() {}

  /** Marks stay set: the sweep that follows finds what is free now. */
  static void compact() {
    findPlaces();
    updateRoots();
    Address end = ComponentHeap.end();
    for (Address at = ComponentHeap.heapAddress();
        at.isLessThan(end);
        at = at.add(HeapObject.sizeOrChunk(at))) {
      if (HeapObject.isMarked(at)) {
        updateObject(at);
      }
    }
    move();
  }

  /** Whether the storage takes all hash codes; if not, next to nothing else is in the heap. */
  static boolean hasRoom() {
    long needed = 8;
    Address end = ComponentHeap.end();
    for (Address at = ComponentHeap.heapAddress();
        at.isLessThan(end);
        at = at.add(HeapObject.sizeOrChunk(at))) {
      if (HeapObject.isMarked(at) && HeapObject.hash(at) != 0) {
        needed += 8;
      }
    }
    return needed <= ComponentHeap.gcStorageSize();
  }

  private static void findPlaces() {
    Address saved = ComponentHeap.gcStorageAddress();
    Address place = ComponentHeap.heapAddress();
    Address end = ComponentHeap.end();
    Address at = ComponentHeap.heapAddress();
    while (at.isLessThan(end)) {
      int size = HeapObject.sizeOrChunk(at);
      if (HeapObject.isMarked(at)) {
        if (HeapObject.isPinned(at)) {
          place = at;
        }
        if (HeapObject.hash(at) != 0) {
          saved.putInt(distance(at));
          saved.add(4).putInt(HeapObject.hash(at));
          saved = saved.add(8);
        }
        HeapObject.setHash(at, distance(place));
        place = place.add(size);
      }
      at = at.add(size);
    }
    saved.putInt(-1);
  }

  private static int distance(Address object) {
    return (int) ((object.toLong() - ComponentHeap.heapAddress().toLong()) >>> 3);
  }

  private static Address place(Address object) {
    long distance = HeapObject.hash(object) & 0xFFFFFFFFL;
    return ComponentHeap.heapAddress().add(distance << 3);
  }

  /** Where an object will be, of which the old place is known. */
  private static Address moved(Address object) {
    return HeapObject.isInHeap(object) ? place(object) : object;
  }

  private static void updateRoots() {
    Address entry = Mutator.getStaticGCRoots();
    int count = entry.getInt();
    for (int i = 0; i < count; ++i) {
      entry = entry.add(Address.sizeOf());
      update(entry.getAddress());
    }
    for (RuntimeClass type = RuntimeClass.first(); type != null; type = type.next) {
      if (type.classObject != null) {
        type.classObject = moved(type.classObject.toAddress()).toStructure();
      }
    }
    Mutator.stringHashtableRewind();
    while (Mutator.stringHashtableCurrent() != null) {
      Address string = Mutator.stringHashtableCurrent().toAddress();
      Mutator.stringHashtableUpdateRef(moved(string).toStructure());
      Mutator.stringHashtableNext();
    }
  }

  private static void update(Address reference) {
    Address object = reference.getAddress();
    if (object != null) {
      reference.putAddress(moved(object));
    }
  }

  private static void updateObject(Address object) {
    RuntimeClass type = HeapObject.type(object);
    if (type.itemType != null) {
      if (!RuntimeClass.isPrimitive(type.itemType)) {
        RuntimeArray array = object.toStructure();
        Address element = HeapObject.elements(object);
        for (int i = array.size; i > 0; --i) {
          update(element);
          element = element.add(Address.sizeOf());
        }
      }
      return;
    }
    for (RuntimeClass level = type; level != null; level = level.superclass) {
      int kind = (level.flags >> RuntimeClass.VM_TYPE_SHIFT) & RuntimeClass.VM_TYPE_MASK;
      if (kind == RuntimeClass.VM_TYPE_WEAKREFERENCE) {
        RuntimeReference reference = object.toStructure();
        reference.queue = movedStructure(reference.queue);
        reference.next = movedStructure(reference.next);
        reference.object = movedStructure(reference.object);
      } else if (kind == RuntimeClass.VM_TYPE_REFERENCEQUEUE) {
        RuntimeReferenceQueue queue = object.toStructure();
        queue.first = movedStructure(queue.first);
        queue.last = movedStructure(queue.last);
      } else if (level.layout != null) {
        updateFields(object, level);
      }
    }
  }

  private static <T extends RuntimeObject> @Nullable T movedStructure(@Nullable T object) {
    return object == null ? null : moved(object.toAddress()).toStructure();
  }

  private static void updateFields(Address object, RuntimeClass level) {
    Address entry = level.layout;
    // Buffers keep, right behind the reference to their array, the address of its elements. TeaVM
    // tells the place of that reference where enums have their constants.
    int bufferArray = -1;
    if (level.enumValues != null && (level.modifiers & ModifiersInfo.ENUM) == 0) {
      bufferArray = level.enumValues.toInt();
    }
    for (int i = entry.getShort(); i > 0; --i) {
      entry = entry.add(2);
      int offset = entry.getShort();
      Address field = object.add(offset);
      Address old = field.getAddress();
      update(field);
      if (offset == bufferArray && old != null) {
        Address elements = field.add(Address.sizeOf());
        long by = field.getAddress().toLong() - old.toLong();
        elements.putAddress(elements.getAddress().add(by));
      }
    }
  }

  private static void move() {
    Address saved = ComponentHeap.gcStorageAddress();
    Address end = ComponentHeap.end();
    Address gap = ComponentHeap.heapAddress();
    Address at = ComponentHeap.heapAddress();
    while (at.isLessThan(end)) {
      int size = HeapObject.sizeOrChunk(at);
      if (HeapObject.isMarked(at)) {
        Address target = place(at);
        int hash = 0;
        if (saved.getInt() == distance(at)) {
          hash = saved.add(4).getInt();
          saved = saved.add(8);
        }
        if (gap.isLessThan(target)) {
          Chunk.make(gap, (int) (target.toLong() - gap.toLong()));
        }
        Address.moveMemoryBlock(at, target, size);
        HeapObject.setHash(target, hash);
        gap = target.add(size);
      }
      at = at.add(size);
    }
    if (gap.isLessThan(end)) {
      Chunk.make(gap, (int) (end.toLong() - gap.toLong()));
    }
  }
}
