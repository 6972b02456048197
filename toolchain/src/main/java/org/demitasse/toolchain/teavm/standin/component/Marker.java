package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.Mutator;
import org.teavm.runtime.RuntimeArray;
import org.teavm.runtime.RuntimeClass;
import org.teavm.runtime.RuntimeReference;
import org.teavm.runtime.RuntimeReferenceQueue;
import org.teavm.runtime.ShadowStack;

/**
 * Marks all objects that the program can still reach, then clears the weak references and interned
 * strings that it cannot.
 *
 * <p>Objects that are marked but not yet looked at are on a stack in the collector's storage, as
 * distances from the start of the heap in units of 8 bytes. Each object gets there once at most,
 * and takes at least 8 bytes of heap: half a heap is always enough, and that is what memory.c
 * provides.
 */
@StaticInit
@Unmanaged
final class Marker {
  private static final int WORD = 4;

  private static Address top = ComponentHeap.gcStorageAddress();

  /** Weak references whose objects are not known to be reached, linked by their field next. */
  private static @Nullable RuntimeReference firstWeak;

  private Marker() {}

  /**
   * @param pinning whether objects that the C stack refers to are to be pinned
   */
  static void mark(boolean pinning) {
    firstWeak = null;
    markStatics();
    for (RuntimeClass type = RuntimeClass.first(); type != null; type = type.next) {
      if (type.classObject != null) {
        reach(type.classObject.toAddress());
      }
    }
    markStack(pinning);
    clearWeakReferences();
    forgetStrings();
  }

  private static void markStatics() {
    Address entry = Mutator.getStaticGCRoots();
    int count = entry.getInt();
    for (int i = 0; i < count; ++i) {
      entry = entry.add(Address.sizeOf());
      reach(entry.getAddress().getAddress());
    }
  }

  private static void markStack(boolean pinning) {
    for (Address frame = ShadowStack.getStackTop();
        frame != null;
        frame = ShadowStack.getNextStackFrame(frame)) {
      int count = ShadowStack.getStackRootCount(frame);
      Address root = ShadowStack.getStackRootPointer(frame);
      for (int i = 0; i < count; ++i) {
        Address object = root.getAddress();
        reach(object);
        if (pinning && object != null && HeapObject.isInHeap(object)) {
          HeapObject.pin(object);
        }
        root = root.add(Address.sizeOf());
      }
    }
  }

  /** Marks an object and all that can be reached from it. */
  private static void reach(@Nullable Address object) {
    visit(object);
    Address bottom = ComponentHeap.gcStorageAddress();
    while (bottom.isLessThan(top)) {
      top = top.add(-WORD);
      long distance = top.getInt() & 0xFFFFFFFFL;
      look(ComponentHeap.heapAddress().add(distance << 3));
    }
  }

  /** Marks an object and remembers to look at what it refers to. */
  private static void visit(@Nullable Address object) {
    if (object == null || !HeapObject.isInHeap(object) || HeapObject.isMarked(object)) {
      return;
    }
    HeapObject.mark(object);
    top.putInt((int) ((object.toLong() - ComponentHeap.heapAddress().toLong()) >>> 3));
    top = top.add(WORD);
  }

  private static void look(Address object) {
    RuntimeClass type = HeapObject.type(object);
    if (type.itemType != null) {
      if (!RuntimeClass.isPrimitive(type.itemType)) {
        RuntimeArray array = object.toStructure();
        Address element = HeapObject.elements(object);
        for (int i = array.size; i > 0; --i) {
          visit(element.getAddress());
          element = element.add(Address.sizeOf());
        }
      }
      return;
    }
    for (RuntimeClass level = type; level != null; level = level.superclass) {
      int kind = (level.flags >> RuntimeClass.VM_TYPE_SHIFT) & RuntimeClass.VM_TYPE_MASK;
      if (kind == RuntimeClass.VM_TYPE_WEAKREFERENCE) {
        lookAtReference(object.toStructure());
      } else if (kind == RuntimeClass.VM_TYPE_REFERENCEQUEUE) {
        RuntimeReferenceQueue queue = object.toStructure();
        visit(addressOf(queue.first));
        visit(addressOf(queue.last));
      } else if (level.layout != null) {
        lookAtFields(object, level.layout);
      }
    }
  }

  /** The layout is the number of references, then the distance of each, as shorts. */
  private static void lookAtFields(Address object, Address layout) {
    Address entry = layout;
    for (int i = entry.getShort(); i > 0; --i) {
      entry = entry.add(2);
      visit(object.add(entry.getShort()).getAddress());
    }
  }

  private static void lookAtReference(RuntimeReference reference) {
    visit(addressOf(reference.queue));
    if (reference.next != null) {
      // In its queue already.
      visit(addressOf(reference.next));
      visit(addressOf(reference.object));
    } else if (reference.object != null) {
      reference.next = firstWeak;
      firstWeak = reference;
    }
  }

  private static @Nullable Address addressOf(org.teavm.runtime.@Nullable RuntimeObject object) {
    return object == null ? null : object.toAddress();
  }

  private static void clearWeakReferences() {
    RuntimeReference reference = firstWeak;
    while (reference != null) {
      RuntimeReference following = reference.next;
      reference.next = null;
      if (isDead(reference.object.toAddress())) {
        reference.object = null;
        enqueue(reference);
      }
      reference = following;
    }
  }

  @SuppressWarnings("ReferenceEquality") // structures are addresses
  private static void enqueue(RuntimeReference reference) {
    RuntimeReferenceQueue queue = reference.queue;
    if (queue == null || queue.last == reference) {
      return;
    }
    if (queue.first == null) {
      queue.first = reference;
    } else {
      queue.last.next = reference;
    }
    queue.last = reference;
  }

  private static boolean isDead(Address object) {
    return HeapObject.isInHeap(object) && !HeapObject.isMarked(object);
  }

  /** Interned strings stay only as long as something else refers to them. */
  private static void forgetStrings() {
    Mutator.stringHashtableRewind();
    while (Mutator.stringHashtableCurrent() != null) {
      if (isDead(Mutator.stringHashtableCurrent().toAddress())) {
        Mutator.stringHashtableDelete();
      } else {
        Mutator.stringHashtableNext();
      }
    }
  }
}
