package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.RuntimeBuffer;
import org.teavm.runtime.RuntimeObject;

/**
 * Stands for {@code org.teavm.runtime.GC}: the heap of a component and its collector.
 *
 * <p>Mark and sweep over the whole heap, in place: objects keep their addresses, so that native
 * code, buffers and the C stack may refer to them, and a write needs no barrier. Dead ranges become
 * free chunks, in the order of their addresses; objects are cut off one chunk after the other. The
 * heap grows to twice what is live, up to its limit. Only if an object still does not fit although
 * the free bytes would suffice, what can be moved is moved together ({@link Compactor}).
 *
 * <p>TeaVM's own collector is generational and always compacts. It keeps its work lists in a
 * sixteenth of the heap without looking whether they fit, and goes on from freed memory when there
 * is none left.
 *
 * <p>Invariants: from {@link #heapAddress()} to {@link #end()} the heap is a sequence of objects
 * and chunks without gaps, except for [{@link #next}, {@link #limit}), the rest of the chunk in
 * use. Sizes and addresses are multiples of 8. A chunk has 0 where an object has its class, then
 * its size, then, if it is in the list, the address of the next one.
 */
@StaticInit
@Unmanaged
public final class ComponentHeap {
  /** Chunks below this size are not worth looking at; they join the next collection. */
  private static final int SMALLEST_CHUNK = 32;

  /** Up to this size, a chunk that does not suffice is given up until the next collection. */
  private static final int SMALL_OBJECT = 256;

  private static Address next = heapAddress();
  private static Address limit = end();
  private static @Nullable Address firstChunk;

  /** Bytes in chunks of the list. */
  private static long listed;

  private ComponentHeap() {}

  // Intrinsics: what memory.c has set up.

  public static native Address heapAddress();

  static native Address gcStorageAddress();

  static native int gcStorageSize();

  public static native long availableBytes();

  public static native long maxAvailableBytes();

  public static native void resizeHeap(long size);

  /** Intrinsic, without effect: there is one generation. */
  public static native void writeBarrier(RuntimeObject object);

  /** The runtime has no memory left for its own tables; does not return. */
  @Import(name = "teavm_outOfMemory")
  public static native void outOfMemory();

  static Address end() {
    return heapAddress().add(availableBytes());
  }

  /** Memory for an object, not cleared. */
  public static RuntimeObject alloc(int size) {
    Address result = next;
    Address end = result.add(size);
    if (limit.isLessThan(end)) {
      takeChunk(size);
      result = next;
      end = result.add(size);
    }
    next = end;
    return result.toStructure();
  }

  /** Makes a chunk the current one that the size fits in. */
  private static void takeChunk(int size) {
    if (useListed(size)) {
      return;
    }
    collect(size);
    if (useListed(size)) {
      return;
    }
    // In one piece at the end: what the free chunks lack.
    grow(availableBytes() + size + SMALLEST_CHUNK);
    if (useListed(size)) {
      return;
    }
    if (listed + (maxAvailableBytes() - availableBytes()) >= size) {
      compact(size);
      if (useListed(size)) {
        return;
      }
    }
    ComponentExceptions.throwOutOfMemory(size);
  }

  private static boolean useListed(int size) {
    Address previous = null;
    Address chunk = firstChunk;
    while (chunk != null) {
      Address following = Chunk.next(chunk);
      int chunkSize = Chunk.size(chunk);
      if (chunkSize >= size) {
        unlink(previous, following, chunkSize);
        closeCurrent();
        next = chunk;
        limit = chunk.add(chunkSize);
        return true;
      }
      if (size <= SMALL_OBJECT) {
        unlink(previous, following, chunkSize);
      } else {
        previous = chunk;
      }
      chunk = following;
    }
    return false;
  }

  private static void unlink(
      @Nullable Address previous, @Nullable Address following, int chunkSize) {
    listed -= chunkSize;
    if (previous == null) {
      firstChunk = following;
    } else {
      Chunk.setNext(previous, following);
    }
  }

  /** Makes the rest of the current chunk a chunk, so that the heap can be walked. */
  private static void closeCurrent() {
    int rest = (int) (limit.toLong() - next.toLong());
    if (rest > 0) {
      Chunk.make(next, rest);
    }
    next = limit;
  }

  /** Frees what nothing refers to any more, and lets the heap grow if little is free then. */
  private static void collect(int size) {
    closeCurrent();
    Marker.mark(false);
    long live = sweep();
    long wanted = 2 * live + size;
    if (wanted > availableBytes()) {
      grow(wanted);
      if (wanted > availableBytes() && live + size > availableBytes()) {
        // So much is not to be had: what is needed now may be.
        grow(live + size + SMALLEST_CHUNK);
      }
    }
  }

  /** Turns dead ranges into listed chunks; returns the bytes of the objects that stay. */
  private static long sweep() {
    long live = 0;
    firstChunk = null;
    listed = 0;
    Address lastListed = null;
    Address end = end();
    Address at = heapAddress();
    while (at.isLessThan(end)) {
      if (HeapObject.isMarked(at)) {
        HeapObject.unmark(at);
        int size = HeapObject.size(at);
        live += size;
        at = at.add(size);
        continue;
      }
      Address start = at;
      while (at.isLessThan(end) && !HeapObject.isMarked(at)) {
        at = at.add(HeapObject.sizeOrChunk(at));
      }
      int size = (int) (at.toLong() - start.toLong());
      Chunk.make(start, size);
      if (size >= SMALLEST_CHUNK) {
        list(lastListed, start, size);
        lastListed = start;
      }
    }
    return live;
  }

  private static void list(@Nullable Address last, Address chunk, int size) {
    Chunk.setNext(chunk, null);
    if (last == null) {
      firstChunk = chunk;
    } else {
      Chunk.setNext(last, chunk);
    }
    listed += size;
  }

  private static void grow(long wanted) {
    long size = (wanted + 4095) & -4096L;
    if (size > maxAvailableBytes()) {
      size = maxAvailableBytes() & -8L;
    }
    int more = (int) (size - availableBytes());
    if (more < SMALLEST_CHUNK) {
      return;
    }
    Address chunk = end();
    resizeHeap(size);
    if (availableBytes() != size) {
      // The component's account does not have it.
      return;
    }
    Chunk.make(chunk, more);
    Address last = firstChunk;
    while (last != null && Chunk.next(last) != null) {
      last = Chunk.next(last);
    }
    list(last, chunk, more);
  }

  /** Moves objects together so that one chunk is left at the end, as far as the C stack allows. */
  private static void compact(int size) {
    grow(maxAvailableBytes());
    closeCurrent();
    Marker.mark(true);
    if (Compactor.hasRoom()) {
      Compactor.compact();
    }
    sweep();
  }

  /** Bytes that are free for sure; a collection may find more. */
  public static int getFreeMemory() {
    return (int) (listed + limit.toLong() - next.toLong());
  }

  /** Makes the heap walkable; for debuggers. */
  public static void fixHeap() {
    if (next.isLessThan(limit)) {
      Chunk.make(next, (int) (limit.toLong() - next.toLong()));
    }
  }

  /** Memory once touched is kept. */
  public static void tryShrink() {}

  public static void collectGarbage() {
    collect(0);
  }

  /** System.gc. */
  public static void collectGarbageFull() {
    collect(0);
  }

  /** Direct buffers are ordinary memory here, see GraftedByteBuffer. */
  public static void registerDirectBuffer(RuntimeBuffer buffer) {}
}
