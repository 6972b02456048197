package org.demitasse.boottest;

import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.RawMessage;
import org.demitasse.base.kernel.RootResources;

/**
 * A root program with three threads for each processor that keep looking at all their registers,
 * while they take turns by system call and by the timer and are moved from processor to processor.
 */
public final class RegistersRoot {
  private static final long ROUNDS = 100_000;

  /** How often threads are moved at least. */
  private static final int MOVES = 100;

  private static final int PRIORITY = 100;

  private RegistersRoot() {}

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    int processors = Processors.count();
    Registers[] threads = new Registers[3 * processors];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Registers(resources, System.nanoTime() * 2 + 1 + i * 1_000_003L);
      Kernel.setProcessor(threads[i].thread().handle(), i % processors);
      threads[i].thread().start(PRIORITY);
    }
    Kernel.setPriority(resources.capabilities().thread(), PRIORITY);
    long rounds = 0;
    int moves = 0;
    while (rounds < ROUNDS || moves <= MOVES) {
      for (int i = 0; i < 20; i++) {
        RawMessage.yieldProcessor();
      }
      Registers moved = threads[moves % threads.length];
      moves++;
      Kernel.setProcessor(moved.thread().handle(), moves % processors);
      rounds = 0;
      for (Registers each : threads) {
        each.check();
        rounds += each.rounds();
      }
    }
    for (Registers each : threads) {
      if (each.rounds() == 0) {
        throw new IllegalStateException("a thread starves");
      }
      each.thread().destroy();
    }
    System.out.println(
        threads.length
            + " threads on "
            + processors
            + " processors kept their registers in at least "
            + ROUNDS
            + " rounds, moved more than "
            + MOVES
            + " times");
  }
}
