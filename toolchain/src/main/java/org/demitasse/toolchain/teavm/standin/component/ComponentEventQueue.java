package org.demitasse.toolchain.teavm.standin.component;

import java.util.Arrays;
import org.demitasse.abi.EventSource;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.c.Include;

/**
 * Stands for {@code org.teavm.runtime.EventQueue}: what is to be done, by time. Events of the same
 * time keep their order, so that threads take turns.
 */
@StaticInit
@Include("demitasse_runtime.h")
public final class ComponentEventQueue {
  /** A binary heap: an entry comes before those at twice its index plus 1 and 2. */
  private static @Nullable Entry[] heap = new Entry[8];

  private static int size;
  private static int lastNumber;

  /** Read by the component's platform.c, which tells a deadlock from an end by it. */
  private static boolean finished;

  private ComponentEventQueue() {}

  /** Something to do. */
  public interface Event {
    void run();
  }

  private record Entry(long time, int number, Event event) {
    boolean isBefore(Entry other) {
      return time != other.time ? time < other.time : number - other.number < 0;
    }
  }

  public static void offer(Event event) {
    add(event, System.currentTimeMillis());
  }

  /**
   * @param time milliseconds, in terms of System.currentTimeMillis
   * @return for {@link #kill}
   */
  public static int offer(Event event, long time) {
    EventSource.timed();
    return add(event, time);
  }

  private static int add(Event event, long time) {
    Entry entry = new Entry(time, ++lastNumber, event);
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int index = size++;
    EventSource.queued(size);
    while (index > 0 && entry.isBefore(at((index - 1) / 2))) {
      heap[index] = heap[(index - 1) / 2];
      index = (index - 1) / 2;
    }
    heap[index] = entry;
    if (index == 0) {
      interrupt();
    }
    return entry.number;
  }

  public static void kill(int number) {
    for (int i = 0; i < size; ++i) {
      if (at(i).number == number) {
        remove(i);
        return;
      }
    }
  }

  /**
   * Runs events until there are none and nothing can come any more, or the last thread has ended.
   */
  public static void process() {
    while (!finished) {
      EventSource source = EventSource.current();
      if (size == 0) {
        if (source == null || !source.await(-1)) {
          return;
        }
        continue;
      }
      Entry first = at(0);
      long wait = first.time - System.currentTimeMillis();
      if (wait > 0) {
        if (source == null) {
          waitFor(wait);
        } else {
          source.await(wait);
        }
        continue;
      }
      remove(0);
      first.event.run();
      if (source != null) {
        source.poll();
      }
    }
  }

  public static boolean isStopped() {
    return finished;
  }

  public static void stop() {
    finished = true;
  }

  @SuppressWarnings("NullAway") // below size there is one
  private static Entry at(int index) {
    return heap[index];
  }

  private static void remove(int removed) {
    Entry last = at(--size);
    EventSource.queued(size);
    heap[size] = null;
    if (removed == size) {
      return;
    }
    int index = removed;
    while (index > 0 && last.isBefore(at((index - 1) / 2))) {
      heap[index] = heap[(index - 1) / 2];
      index = (index - 1) / 2;
    }
    while (2 * index + 1 < size) {
      int child = 2 * index + 1;
      if (child + 1 < size && at(child + 1).isBefore(at(child))) {
        ++child;
      }
      if (!at(child).isBefore(last)) {
        break;
      }
      heap[index] = heap[child];
      index = child;
    }
    heap[index] = last;
  }

  @Import(name = "demitasse_wait")
  private static native void waitFor(long milliseconds);

  @Import(name = "demitasse_interrupt")
  private static native void interrupt();
}
