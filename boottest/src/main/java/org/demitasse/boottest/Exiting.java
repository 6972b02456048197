package org.demitasse.boottest;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/**
 * Ends in the way that its label says: {@code exit-7}, {@code system-exit-7}, {@code throw}, {@code
 * return}, {@code deadlock}, {@code daemon}, {@code outlive} (an exception while another thread
 * goes on).
 */
public final class Exiting implements Component {
  @Override
  public void construct(Env env) throws InterruptedException {
    String label = env.label();
    if (label.startsWith("exit-")) {
      try {
        env.exit(Integer.parseInt(label.substring("exit-".length())));
      } finally {
        env.log("goes on after its exit");
      }
    }
    if (label.startsWith("system-exit-")) {
      System.out.print("half a line");
      try {
        System.exit(Integer.parseInt(label.substring("system-exit-".length())));
      } finally {
        env.log("goes on after its exit");
      }
    }
    if (label.startsWith("throw")) {
      fail();
    }
    if (label.equals("deadlock")) {
      waitForNobody();
    }
    if (label.equals("daemon")) {
      Thread daemon = new Thread(Exiting::waitForNobody);
      daemon.setDaemon(true);
      daemon.start();
      Thread.sleep(1);
    }
    if (label.equals("outlive")) {
      outlivedBy(env);
    }
    env.log("returns");
  }

  private static void waitForNobody() {
    Object lock = new Object();
    synchronized (lock) {
      try {
        while (true) {
          lock.wait();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void outlivedBy(Env env) {
    Thread other =
        new Thread(
            () -> {
              try {
                Thread.sleep(5);
                env.log("the other thread is done");
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();
    fail();
  }

  private static void fail() {
    throw new IllegalStateException("on purpose", new RuntimeException("the cause")); // throw
  }
}
