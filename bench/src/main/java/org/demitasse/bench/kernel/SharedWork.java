package org.demitasse.bench.kernel;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * Root program that does the same work with one thread, two threads and so on, each on a processor
 * of its own, and says how long it took. The work is cut into pieces that have nothing to do with
 * each other; the sum of their results shows that all of it was done.
 */
@StaticInit
@Include(value = "raw_memory.h", isSystem = false)
public final class SharedWork {
  private static final int MOST = 8;

  /** That of the root thread, which waits for them by yielding. */
  private static final int PRIORITY = 255;

  private static final int PIECES = 64;
  private static final int ROUNDS = 10_000_000;

  /** What lies in the page of a thread, offsets: its first piece, how far the next one is. */
  private static final int FIRST = 0;

  private static final int STEP = 8;
  private static final int SUM = 16;
  private static final int FINISHED = 24;

  /** Of the threads at work. */
  private static final long[] PAGES = new long[MOST];

  private SharedWork() {}

  // Not those of RawMemory, which has something to initialize: raw code must not.
  @Unmanaged
  @Import(name = "demitasse_raw_load64")
  private static native long load(long address);

  @Unmanaged
  @Import(name = "demitasse_raw_store64")
  private static native void store(long address, long value);

  /** Does every so many pieces; the argument is the address of the thread's page. */
  @Unmanaged
  @Export(name = "bench_shared_work")
  static void work(long address) {
    long sum = 0;
    long step = load(address + STEP);
    for (long piece = load(address + FIRST); piece < PIECES; piece += step) {
      // Marsaglia, Xorshift RNGs (Journal of Statistical Software 8/14, 2003), page 4.
      long value = piece + 1;
      for (int i = 0; i < ROUNDS; i++) {
        value ^= value << 13;
        value ^= value >>> 7;
        value ^= value << 17;
      }
      sum += value;
    }
    store(address + SUM, sum);
    store(address + FINISHED, 1);
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long alone = 0;
    for (int threads = 1; threads <= MOST; threads++) {
      RawThread[] workers = create(resources, threads);
      if (workers.length == 0) {
        break;
      }
      long start = System.nanoTime();
      long sum = run(workers);
      long nanoseconds = System.nanoTime() - start;
      if (threads == 1) {
        alone = sum;
      }
      if (sum != alone) {
        throw new IllegalStateException(threads + " threads have another result than one");
      }
      System.out.println("processors " + threads + " nanoseconds " + nanoseconds);
    }
    System.out.println("all the same result");
    System.out.flush();
    Kernel.powerOff(resources.capabilities().machineControl(), 0);
  }

  /** Makes a thread for each of so many processors; none if there are fewer. */
  private static RawThread[] create(RootResources resources, int threads) {
    RawThread.Body body = Function.get(RawThread.Body.class, SharedWork.class, "work");
    RawThread[] workers = new RawThread[threads];
    for (int i = 0; i < threads; i++) {
      long page = resources.takePages(1);
      store(page + FIRST, i);
      store(page + STEP, threads);
      store(page + FINISHED, 0);
      PAGES[i] = page;
      workers[i] = RawThread.create(resources, body, page, 0);
      if (Kernel.attempt(SystemCall.THREAD_AFFINITY, workers[i].handle(), i) != ResultCode.OK) {
        return new RawThread[0];
      }
    }
    return workers;
  }

  /** Lets them work; returns the sum of all results. */
  private static long run(RawThread[] workers) {
    for (int i = workers.length - 1; i >= 0; i--) {
      workers[i].start(PRIORITY);
    }
    long sum = 0;
    for (int i = 0; i < workers.length; i++) {
      while (load(PAGES[i] + FINISHED) == 0) {
        Kernel.yieldProcessor();
      }
      sum += load(PAGES[i] + SUM);
      workers[i].destroy();
    }
    return sum;
  }
}
