package org.demitasse.boottest;

import java.util.concurrent.atomic.AtomicInteger;
import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Uses what the runtime of a component offers, one line each. */
public final class Facilities implements Component {
  private static int started = 40;

  static {
    started += 2;
  }

  @Override
  public void construct(Env env) throws InterruptedException {
    System.out.println("printed by System.out, class initializer ran: " + started);
    System.err.println("printed by System.err");
    System.out.print("one line ");
    System.out.print("in three ");
    System.out.println("pieces");
    System.out.println("two lines\nin one call");
    env.log("caf\u00e9 \u2192 \uD83D\uDE00");
    threads(env);
    long before = System.nanoTime();
    Thread.sleep(5);
    env.log("slept at least 5 ms: " + (System.nanoTime() - before >= 5_000_000));
    env.log(
        "heap limit " + env.heapLimit() + ", free memory is positive: " + (env.freeMemory() > 0));
    System.out.print("a last line without an end");
  }

  @SuppressWarnings("ThreadPriorityCheck") // That others get their turn is the point.
  private static void threads(Env env) throws InterruptedException {
    var sum = new AtomicInteger();
    Object lock = new Object();
    var threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      int number = i + 1;
      threads[i] =
          new Thread(
              () -> {
                for (int round = 0; round < 100; round++) {
                  synchronized (lock) {
                    sum.addAndGet(number);
                  }
                  Thread.yield();
                }
              },
              "worker-" + number);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    env.log("4 threads added up to " + sum.get());
    var failing =
        new Thread(
            () -> {
              throw new IllegalStateException("in a thread");
            },
            "failing");
    failing.start();
    failing.join();
    env.log("a thread's exception does not end the others");
  }
}
