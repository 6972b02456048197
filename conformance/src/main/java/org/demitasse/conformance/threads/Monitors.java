package org.demitasse.conformance.threads;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;

/** synchronized methods and blocks, wait and notify, bounded buffers, barriers, philosophers. */
public final class Monitors {
  private Monitors() {}

  private static final class Counter {
    private int value;
    private static int total;

    synchronized void increment() {
      int old = value;
      Thread.yield();
      value = old + 1;
      count();
    }

    private static synchronized void count() {
      int old = total;
      Thread.yield();
      total = old + 1;
    }

    void incrementInBlock() {
      synchronized (this) {
        int old = value;
        pause();
        value = old + 1;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Buffer<T> {
    private final Queue<T> queue = new LinkedList<>();
    private final int capacity;

    Buffer(int capacity) {
      this.capacity = capacity;
    }

    synchronized void put(T value) throws InterruptedException {
      while (queue.size() == capacity) {
        wait();
      }
      queue.add(value);
      notifyAll();
    }

    synchronized T take() throws InterruptedException {
      while (queue.isEmpty()) {
        wait();
      }
      T value = queue.remove();
      notifyAll();
      return value;
    }
  }

  private static final class Barrier {
    private int waiting;
    private int generation;
    private final int parties;

    Barrier(int parties) {
      this.parties = parties;
    }

    synchronized void await() throws InterruptedException {
      int mine = generation;
      waiting++;
      if (waiting == parties) {
        waiting = 0;
        generation++;
        notifyAll();
        return;
      }
      while (generation == mine) {
        wait();
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    counting();
    reentrance();
    producers();
    pingPong();
    barriers();
    philosophers();
    waitTimeout();
    exceptionReleases();
    manyWaiters();
    staticLocks();
    threadLocals();
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  private static Thread start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                System.out.println("never");
              }
            });
    thread.start();
    return thread;
  }

  private static void counting() throws InterruptedException {
    Counter counter = new Counter();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      threads.add(
          start(
              () -> {
                for (int k = 0; k < 50; k++) {
                  counter.increment();
                  counter.incrementInBlock();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(counter.value + " " + Counter.total);
  }

  private static synchronized int factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }

  private static void reentrance() {
    Object lock = new Object();
    synchronized (lock) {
      synchronized (lock) {
        System.out.println(Thread.holdsLock(lock) + " " + factorial(10));
      }
      System.out.println(Thread.holdsLock(lock));
    }
    System.out.println(Thread.holdsLock(lock));
  }

  private static void producers() throws InterruptedException {
    Buffer<Integer> buffer = new Buffer<>(3);
    long[] sums = new long[3];
    List<Thread> threads = new ArrayList<>();
    for (int p = 0; p < 3; p++) {
      int producer = p;
      threads.add(
          start(
              () -> {
                for (int i = 0; i < 100; i++) {
                  buffer.put(producer * 1000 + i);
                }
              }));
      threads.add(
          start(
              () -> {
                for (int i = 0; i < 100; i++) {
                  sums[producer] += buffer.take();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(sums[0] + sums[1] + sums[2]);
  }

  private static void pingPong() throws InterruptedException {
    StringBuilder log = new StringBuilder();
    Object lock = new Object();
    int[] turn = {0};
    Thread[] threads = new Thread[3];
    for (int t = 0; t < 3; t++) {
      int me = t;
      threads[t] =
          start(
              () -> {
                for (int i = 0; i < 4; i++) {
                  synchronized (lock) {
                    while (turn[0] != me) {
                      lock.wait();
                    }
                    log.append(me);
                    turn[0] = (me + 1) % 3;
                    lock.notifyAll();
                  }
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(log);
  }

  private static void barriers() throws InterruptedException {
    Barrier barrier = new Barrier(4);
    int[] cells = new int[4];
    boolean[] wrong = new boolean[1];
    Thread[] threads = new Thread[4];
    for (int t = 0; t < 4; t++) {
      int me = t;
      threads[t] =
          start(
              () -> {
                for (int round = 1; round <= 10; round++) {
                  cells[me] = round;
                  barrier.await();
                  for (int cell : cells) {
                    wrong[0] |= cell != round;
                  }
                  barrier.await();
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("barrier " + !wrong[0]);
  }

  private static void philosophers() throws InterruptedException {
    Object[] forks = new Object[5];
    for (int i = 0; i < forks.length; i++) {
      forks[i] = new Object();
    }
    int[] meals = new int[5];
    Thread[] threads = new Thread[5];
    for (int p = 0; p < 5; p++) {
      int me = p;
      Object first = forks[Math.min(p, (p + 1) % 5)];
      Object second = forks[Math.max(p, (p + 1) % 5)];
      threads[p] =
          start(
              () -> {
                for (int i = 0; i < 30; i++) {
                  synchronized (first) {
                    Thread.yield();
                    synchronized (second) {
                      meals[me]++;
                      Thread.yield();
                    }
                  }
                }
              });
    }
    int total = 0;
    for (int p = 0; p < 5; p++) {
      threads[p].join();
      total += meals[p];
    }
    System.out.println("meals " + total);
  }

  private static void waitTimeout() throws InterruptedException {
    Object lock = new Object();
    long start = System.nanoTime();
    synchronized (lock) {
      lock.wait(20);
    }
    System.out.println("timeout " + (System.nanoTime() - start >= 15_000_000));
  }

  private static void exceptionReleases() throws InterruptedException {
    Object lock = new Object();
    try {
      synchronized (lock) {
        throw new IllegalStateException("inside");
      }
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage() + " " + Thread.holdsLock(lock));
    }
    Thread other =
        start(
            () -> {
              synchronized (lock) {
                System.out.println("free");
              }
            });
    other.join();
  }

  private static void manyWaiters() throws InterruptedException {
    Object lock = new Object();
    int[] woken = new int[1];
    boolean[] go = new boolean[1];
    Thread[] threads = new Thread[7];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          start(
              () -> {
                synchronized (lock) {
                  while (!go[0]) {
                    lock.wait();
                  }
                  woken[0]++;
                }
              });
    }
    Thread.sleep(10);
    synchronized (lock) {
      go[0] = true;
      lock.notifyAll();
      System.out.println("before release " + woken[0]);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("woken " + woken[0]);
  }

  private static void staticLocks() throws InterruptedException {
    int[] value = new int[1];
    Thread[] threads = new Thread[4];
    for (int i = 0; i < 4; i++) {
      threads[i] =
          start(
              () -> {
                for (int k = 0; k < 25; k++) {
                  synchronized (Monitors.class) {
                    int old = value[0];
                    Thread.sleep(0);
                    value[0] = old + 1;
                  }
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(value[0]);
  }

  private static void threadLocals() throws InterruptedException {
    ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 7);
    ThreadLocal<String> plain = new ThreadLocal<>();
    local.set(1);
    int[] seen = new int[3];
    Thread[] threads = new Thread[3];
    for (int i = 0; i < 3; i++) {
      int me = i;
      threads[i] =
          start(
              () -> {
                int before = local.get();
                local.set(me * 10);
                Thread.sleep(1);
                seen[me] = before * 100 + local.get();
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(
        local.get() + " " + seen[0] + " " + seen[1] + " " + seen[2] + " " + plain.get());
    local.remove();
    System.out.println(local.get());
  }
}
