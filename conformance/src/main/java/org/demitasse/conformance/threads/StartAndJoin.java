package org.demitasse.conformance.threads;

import org.demitasse.conformance.Outcome;

/** Starting, joining, naming, states, daemons, interruption and uncaught exceptions of threads. */
public final class StartAndJoin {
  private StartAndJoin() {}

  private static final StringBuffer LOG = new StringBuffer();

  private static final class Worker extends Thread {
    private final int n;
    private int result;

    Worker(int n) {
      super("worker-" + n);
      this.n = n;
    }

    @Override
    public void run() {
      for (int i = 1; i <= n; i++) {
        result += i;
        if (i % 10 == 0) {
          Thread.yield();
        }
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    workers();
    states();
    names();
    interruption();
    uncaught();
    sleepOrder();
    joinTimeout();
    failures();
    nested();
    daemon();
  }

  private static void workers() throws InterruptedException {
    Worker[] workers = new Worker[8];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i * 25);
      workers[i].start();
    }
    int sum = 0;
    for (Worker worker : workers) {
      worker.join();
      sum += worker.result;
    }
    System.out.println(sum + " " + workers[3].getName() + " " + workers[3].isAlive());
  }

  private static void states() throws InterruptedException {
    Thread thread = new Thread(() -> LOG.append("ran "));
    System.out.println(thread.isAlive());
    thread.run();
    thread.start();
    thread.join();
    System.out.println(LOG + "" + thread.isAlive());
    LOG.setLength(0);
    thread.join();
  }

  private static void names() throws InterruptedException {
    System.out.println(Thread.currentThread().getName());
    Thread thread = new Thread(() -> LOG.append(Thread.currentThread().getName()), "own name");
    thread.start();
    thread.join();
    thread.setName("renamed");
    System.out.println(
        LOG + " " + thread.getName() + " " + (Thread.currentThread() == Thread.currentThread()));
    LOG.setLength(0);
    System.out.println(
        Thread.MIN_PRIORITY + " " + Thread.NORM_PRIORITY + " " + Thread.MAX_PRIORITY);
  }

  private static void interruption() throws InterruptedException {
    Thread sleeper =
        new Thread(
            () -> {
              try {
                Thread.sleep(60_000);
                LOG.append("slept");
              } catch (InterruptedException e) {
                LOG.append("interrupted ").append(Thread.currentThread().isInterrupted());
              }
            });
    sleeper.start();
    Thread.sleep(5);
    sleeper.interrupt();
    sleeper.join();
    System.out.println(LOG);
    LOG.setLength(0);
    Thread.currentThread().interrupt();
    System.out.println(
        Thread.currentThread().isInterrupted() + " " + Thread.interrupted() + Thread.interrupted());
    Thread.currentThread().interrupt();
    Outcome.ofClass("sleep while interrupted", () -> Thread.sleep(1));
    System.out.println(Thread.currentThread().isInterrupted());
    Object lock = new Object();
    Thread waiter =
        new Thread(
            () -> {
              synchronized (lock) {
                try {
                  lock.wait();
                  LOG.append("notified");
                } catch (InterruptedException e) {
                  LOG.append("wait interrupted");
                }
              }
            });
    waiter.start();
    Thread.sleep(5);
    waiter.interrupt();
    waiter.join();
    System.out.println(LOG);
    LOG.setLength(0);
  }

  private static void uncaught() throws InterruptedException {
    Thread failing =
        new Thread(
            () -> {
              throw new IllegalStateException("in thread");
            });
    failing.setUncaughtExceptionHandler(
        (thread, thrown) ->
            LOG.append("handler ").append(thrown.getMessage()).append(thread == failing));
    failing.start();
    failing.join();
    System.out.println(LOG + " " + failing.isAlive());
    LOG.setLength(0);
  }

  private static void sleepOrder() throws InterruptedException {
    int[] delays = {120, 40, 200, 80, 160};
    Thread[] threads = new Thread[delays.length];
    for (int i = 0; i < delays.length; i++) {
      int delay = delays[i];
      threads[i] =
          new Thread(
              () -> {
                try {
                  Thread.sleep(delay);
                } catch (InterruptedException e) {
                  LOG.append("never");
                }
                LOG.append(delay).append(' ');
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(LOG);
    LOG.setLength(0);
  }

  private static void joinTimeout() throws InterruptedException {
    Thread slow =
        new Thread(
            () -> {
              try {
                Thread.sleep(300);
              } catch (InterruptedException e) {
                LOG.append("cancelled");
              }
            });
    slow.start();
    slow.join(10);
    System.out.println(slow.isAlive());
    slow.interrupt();
    slow.join();
    System.out.println(slow.isAlive() + " " + LOG);
    LOG.setLength(0);
  }

  private static void failures() {
    Thread once = new Thread(() -> {});
    once.start();
    Outcome.ofClass("start twice", once::start);
    Outcome.ofClass("negative sleep", () -> Thread.sleep(-1));
    Object lock = new Object();
    Outcome.ofClass("wait without monitor", lock::wait);
    Outcome.ofClass("notify without monitor", lock::notify);
    Outcome.ofClass("notifyAll without monitor", lock::notifyAll);
  }

  private static void nested() throws InterruptedException {
    Thread outer =
        new Thread(
            () -> {
              Thread inner = new Thread(() -> LOG.append("inner "));
              inner.start();
              try {
                inner.join();
              } catch (InterruptedException e) {
                LOG.append("never");
              }
              LOG.append("outer");
            });
    outer.start();
    outer.join();
    System.out.println(LOG);
    LOG.setLength(0);
  }

  private static void daemon() {
    Thread daemon =
        new Thread(
            () -> {
              try {
                Thread.sleep(600_000);
              } catch (InterruptedException e) {
                System.out.println("never");
              }
            });
    daemon.setDaemon(true);
    daemon.start();
    System.out.println(daemon.isDaemon() + " " + Thread.currentThread().isDaemon());
  }
}
