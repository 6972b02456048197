package org.demitasse.core;

import org.demitasse.base.raw.WritableMemory;
import org.demitasse.base.session.OutOfRamException;
import org.jspecify.annotations.Nullable;

/**
 * RAM of an account. The account pays for the pages that may be touched, wherever they lie; a page
 * is given, zeroed, when it is touched first.
 */
final class AllocatedMemory extends Memory {
  private static final int CHUNK = 64;
  private static final int CHUNKS = 64;

  /** The addresses of so many chunks of pages; null where none has been touched. */
  private static final class Piece {
    final long[] @Nullable [] chunks;

    Piece(int count) {
      chunks = new long[count][];
    }
  }

  private final PageAllocator allocator;
  private final WritableMemory memory;
  private final QuotaAccount account;

  /**
   * Physical addresses plus 1, in pieces of pieces, so that what is never touched costs next to
   * nothing of core's heap, which nobody pays for.
   */
  private final @Nullable Piece[] pieces;

  private long committed;
  private long supplied;
  private boolean released;

  AllocatedMemory(
      PageAllocator allocator,
      WritableMemory memory,
      QuotaAccount account,
      long pages,
      long committed)
      throws OutOfRamException {
    super(pages, true, false);
    this.allocator = allocator;
    this.memory = memory;
    this.account = account;
    account.takeRam(committed * PAGE);
    this.committed = committed;
    pieces = new Piece[(int) ((pages + CHUNK * CHUNKS - 1) / (CHUNK * CHUNKS))];
  }

  QuotaAccount account() {
    return account;
  }

  /** Lets so many more pages be touched, at most all. */
  void commit(long pages) throws OutOfRamException {
    if (released) {
      throw new IllegalArgumentException("the memory has been freed");
    }
    long more = Math.min(pages, pages() - committed);
    account.takeRam(more * PAGE);
    committed += more;
  }

  /** Returns the physical address of a page, or {@link PageAllocator#NONE} before it is touched. */
  long page(long index) {
    Piece piece = pieces[(int) (index / (CHUNK * CHUNKS))];
    long[] chunk = piece == null ? null : piece.chunks[(int) (index / CHUNK % CHUNKS)];
    return chunk == null ? PageAllocator.NONE : chunk[(int) (index % CHUNK)] - 1;
  }

  private void put(long index, long address) {
    int number = (int) (index / (CHUNK * CHUNKS));
    Piece piece = pieces[number];
    if (piece == null) {
      long left = pages() - (long) number * CHUNK * CHUNKS;
      piece = new Piece((int) Math.min(CHUNKS, (left + CHUNK - 1) / CHUNK));
      pieces[number] = piece;
    }
    int place = (int) (index / CHUNK % CHUNKS);
    long[] chunk = piece.chunks[place];
    if (chunk == null) {
      chunk = new long[(int) Math.min(CHUNK, pages() - index / CHUNK * CHUNK)];
      piece.chunks[place] = chunk;
    }
    chunk[(int) (index % CHUNK)] = address + 1;
  }

  /**
   * Gives zeroed pages to all that lack one from {@code first} to before {@code last}, as far as
   * they are committed.
   *
   * @return whether the page {@code wanted}, one of them, is there
   */
  boolean supply(long first, long last, long wanted) {
    if (page(wanted) == PageAllocator.NONE && supplied < committed) {
      // It comes first: the others are but a guess.
      take(wanted, wanted + 1);
    }
    take(first, last);
    return page(wanted) != PageAllocator.NONE;
  }

  private void take(long first, long last) {
    long next = first;
    while (next < last && supplied < committed) {
      if (page(next) != PageAllocator.NONE) {
        next++;
        continue;
      }
      long end = next + 1;
      while (end < last && page(end) == PageAllocator.NONE) {
        end++;
      }
      long run = allocator.take(Math.min(end - next, committed - supplied));
      if (run == PageAllocator.NONE) {
        throw new IllegalStateException("a page that was paid for is missing");
      }
      long count = allocator.runPages();
      memory.clear(run, count * PAGE);
      for (long i = 0; i < count; i++) {
        put(next + i, run + i * PAGE);
      }
      supplied += count;
      next += count;
    }
  }

  /**
   * Returns all pages to the allocator, and the RAM to the account. It is attached nowhere any
   * more.
   */
  void release() {
    for (Piece piece : pieces) {
      for (int i = 0; piece != null && i < piece.chunks.length; i++) {
        long[] chunk = piece.chunks[i];
        if (chunk != null) {
          release(chunk);
        }
      }
    }
    released = true;
    supplied = 0;
    account.giveRam(committed * PAGE);
    committed = 0;
  }

  private void release(long[] chunk) {
    int index = 0;
    while (index < chunk.length) {
      long first = chunk[index];
      if (first == 0) {
        index++;
        continue;
      }
      int count = 1;
      while (index + count < chunk.length && chunk[index + count] == first + (long) count * PAGE) {
        count++;
      }
      allocator.give(first - 1, count);
      index += count;
    }
  }
}
