package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** A free range of the heap: where an object has its class there is 0, then size and next chunk. */
@Unmanaged
final class Chunk {
  private static final int SIZE = 4;
  private static final int NEXT = 8;

  private Chunk() {}

  static void make(Address chunk, int size) {
    chunk.putInt(0);
    chunk.add(SIZE).putInt(size);
  }

  static int size(Address chunk) {
    return chunk.add(SIZE).getInt();
  }

  static @Nullable Address next(Address chunk) {
    return chunk.add(NEXT).getAddress();
  }

  static void setNext(Address chunk, @Nullable Address next) {
    chunk.add(NEXT).putAddress(next);
  }
}
