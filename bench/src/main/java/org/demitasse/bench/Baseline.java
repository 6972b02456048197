package org.demitasse.bench;

import org.demitasse.bench.kernel.Operation;

/**
 * What an operation is called in tables, and what others need for it: instructions on the same
 * emulated machine, with the caller's own.
 *
 * @param name a phrase
 * @param fast seL4 with its fast path, empty where it has no such operation
 * @param slow seL4 without
 * @param linux Linux 6.1 of Debian 12, and in a tiny configuration
 * @param goal of this project
 */
record Baseline(String name, String fast, String slow, String linux, String goal) {
  /**
   * Returns it.
   *
   * @param owned while another thread's values are in the floating-point registers
   */
  static Baseline of(Operation operation, boolean owned) {
    Baseline alone = of(operation);
    if (!owned) {
      return alone;
    }
    String name = alone.name() + ", another thread owns the FPU";
    return switch (operation) {
      case YIELD_OTHER -> peers(name, "656", "634");
      case IPC_0 -> peers(name, "518", "1,354");
      case IPC_4 -> peers(name, "565", "1,420");
      case IPC_8 -> peers(name, "1,482", "1,460");
      case IPC_64 -> peers(name, "2,042", "2,020");
      case NOTIFY_HIGHER -> peers(name, "553", "545");
      case NOTIFY_PING_PONG -> peers(name, "2,015", "1,985");
      case PAGE_FAULT -> peers(name, "1,144 (528)", "1,076");
      default -> alone(name);
    };
  }

  private static Baseline of(Operation operation) {
    return switch (operation) {
      case EMPTY -> alone("interval without an operation");
      case NULL -> new Baseline("null call", "", "", "496 / 231", "");
      case POLL -> new Baseline("poll of an empty notification", "215", "207", "496 / 231", "120");
      case BAD_SEND -> peers("send on a handle of nothing", "273", "265");
      case YIELD_ALONE -> peers("yield, nothing else ready", "310", "300");
      case YIELD_OTHER -> new Baseline("yield to another space and back", "550", "530", "", "450");
      case IPC_0 ->
          new Baseline("IPC round trip, 0 words", "413", "1,250", "15,560 / 7,930 (pipe)", "350");
      case IPC_4 -> new Baseline("IPC round trip, 4 words", "460", "1,316", "", "390");
      case IPC_8 -> peers("IPC round trip, 8 words", "1,376", "1,356");
      case IPC_64 -> new Baseline("IPC round trip, 64 words", "1,936", "1,916", "", "900");
      case IPC_256 -> alone("IPC round trip, 256 words");
      case IPC_CAPABILITY ->
          new Baseline("IPC round trip, 1 capability one way", "", "", "", "900");
      case IPC_SAME_SPACE -> alone("IPC round trip, 0 words, within one space");
      case NOTIFY_HIGHER ->
          new Baseline("notify until a higher waiter runs", "500", "493", "", "400");
      case NOTIFY_EQUAL -> peers("notify an equal waiter, no switch", "564", "557");
      case NOTIFY_NOBODY -> alone("notify, nobody waits");
      case NOTIFY_PING_PONG ->
          new Baseline("notification ping-pong", "1,905", "1,877", "14,230 / 7,580 (futex)", "");
      case PAGE_FAULT ->
          new Baseline(
              "page fault to a pager and back, without the map",
              "1,038 (422)",
              "972",
              "3,250 / 1,670",
              "420");
      case EXCEPTION -> alone("exception to a handler and back, with all registers");
      case UNKNOWN_CALL -> alone("unknown call to a handler and back");
      case MAP_PAGE -> new Baseline("map 1 page", "549", "539", "", "400");
      case UNMAP_PAGE -> new Baseline("unmap 1 page", "501", "454", "", "400");
      case MAP_64_PAGES -> alone("map 64 pages");
      case UNMAP_64_PAGES -> alone("unmap 64 pages");
      case INTERRUPT -> alone("interrupt until its driver runs");
      case THREAD ->
          new Baseline(
              "create, start, wait for, destroy a thread", "", "", "40,400 / 23,400 (pthread)", "");
      case SPACE -> alone("create and destroy a space");
    };
  }

  private static Baseline alone(String name) {
    return new Baseline(name, "", "", "", "");
  }

  private static Baseline peers(String name, String fast, String slow) {
    return new Baseline(name, fast, slow, "", "");
  }
}
