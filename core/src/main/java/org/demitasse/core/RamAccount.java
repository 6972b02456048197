package org.demitasse.core;

/** How many pages somebody may take, and has taken. Opened by {@link PageAllocator#open}. */
final class RamAccount {
  private long limit;
  private long used;

  RamAccount(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  long used() {
    return used;
  }

  void charge(long pages) {
    used += pages;
    if (used < 0 || used > limit) {
      throw new IllegalStateException("more pages than the account has");
    }
  }

  void end() {
    limit = 0;
  }
}
