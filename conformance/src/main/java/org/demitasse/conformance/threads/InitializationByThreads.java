package org.demitasse.conformance.threads;

import java.util.ArrayList;
import java.util.List;

/** Class initializers that wait: other threads that need the class wait for them. */
public final class InitializationByThreads {
  private InitializationByThreads() {}

  private static final Object LOCK = new Object();
  private static int failed;
  private static int refused;

  private static class Slow {
    static final int VALUE = compute();

    static int compute() {
      pause();
      System.out.println("computed once");
      return 7;
    }

    static int value() {
      return VALUE;
    }
  }

  private static final class OfSlow extends Slow {
    static int next = Slow.VALUE + 1;
  }

  private static final class Failing {
    static int value = compute();

    static int compute() {
      pause();
      throw new IllegalStateException("after a pause");
    }
  }

  private static final class Helper extends Thread {
    @Override
    public void run() {
      System.out.println("helper runs");
    }
  }

  /** Waits for a thread that does not need the class. */
  private static final class Helped {
    static String text = "unset";

    static {
      Thread helper = new Helper();
      helper.start();
      try {
        helper.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      text = text + " and set";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    runInThreads(4, () -> Slow.value());
    System.out.println(Slow.VALUE + " " + OfSlow.next);
    runInThreads(3, InitializationByThreads::useFailing);
    System.out.println(failed + " failed, " + refused + " refused");
    useFailing();
    System.out.println(failed + " failed, " + refused + " refused");
    System.out.println(Helped.text);
    System.out.println(Helped.text.length());
  }

  private static void useFailing() {
    try {
      System.out.println("never " + Failing.value);
    } catch (ExceptionInInitializerError e) {
      synchronized (LOCK) {
        failed++;
      }
    } catch (NoClassDefFoundError e) {
      synchronized (LOCK) {
        refused++;
      }
    }
  }

  private static void runInThreads(int count, Runnable action) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(action);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
