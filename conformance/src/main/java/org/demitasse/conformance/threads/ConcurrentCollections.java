package org.demitasse.conformance.threads;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.demitasse.conformance.Outcome;

/** java.util.concurrent: atomics, concurrent collections, blocking queues. */
public final class ConcurrentCollections {
  private ConcurrentCollections() {}

  public static void main(String[] args) throws InterruptedException {
    atomics();
    maps();
    copyOnWrite();
    queues();
    units();
  }

  private static void atomics() throws InterruptedException {
    AtomicInteger i = new AtomicInteger(5);
    System.out.println(
        i.getAndIncrement()
            + " "
            + i.incrementAndGet()
            + i.addAndGet(10)
            + i.getAndAdd(1)
            + i.get());
    System.out.println(
        i.compareAndSet(18, 100)
            + " "
            + i.compareAndSet(18, 0)
            + i
            + i.getAndSet(3)
            + i.updateAndGet(v -> v * 7));
    System.out.println(
        i.accumulateAndGet(4, Math::max)
            + " "
            + i.getAndUpdate(v -> 1)
            + i.decrementAndGet()
            + i.intValue());
    AtomicLong l = new AtomicLong(1L << 40);
    System.out.println(l.incrementAndGet() + " " + l.getAndAdd(-5) + " " + l);
    AtomicBoolean b = new AtomicBoolean();
    System.out.println(b.compareAndSet(false, true) + " " + b.getAndSet(false) + b);
    AtomicReference<String> r = new AtomicReference<>("a");
    String first = r.get();
    System.out.println(
        r.compareAndSet(first, "b")
            + " "
            + r.compareAndSet(first, "c")
            + r.get()
            + r.updateAndGet(s -> s + s));
    AtomicInteger shared = new AtomicInteger();
    Thread[] threads = new Thread[5];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                for (int k = 0; k < 100; k++) {
                  shared.incrementAndGet();
                  Thread.yield();
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(shared);
  }

  private static void maps() {
    ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
    map.put("a", 1);
    System.out.println(
        map.putIfAbsent("a", 2) + " " + map.putIfAbsent("b", 3) + map.merge("a", 5, Integer::sum));
    System.out.println(
        map.computeIfAbsent("c", String::length)
            + " "
            + map.replace("a", 6, 7)
            + map.remove("b", 9)
            + map.getOrDefault("z", -1));
    map.clear();
    System.out.println(map.size() + " " + map.isEmpty());
    for (int i = 0; i < 100; i++) {
      map.put("k" + i, i);
    }
    map.values().removeIf(v -> v % 2 == 0);
    System.out.println(map.size() + " " + new TreeMap<>(map).firstEntry() + map.containsValue(51));
    Outcome.ofClass("null key", () -> map.put(null, 1));
    Outcome.ofClass("null value", () -> map.put("n", null));
  }

  private static void copyOnWrite() {
    CopyOnWriteArrayList<Integer> list = new CopyOnWriteArrayList<>(List.of(1, 2, 3));
    for (Integer i : list) {
      list.add(i * 10);
    }
    Iterator<Integer> iterator = list.iterator();
    list.remove(0);
    System.out.println(list + " " + iterator.next() + list.addIfAbsent(2) + list.size());
    Outcome.ofClass("iterator remove", iterator::remove);
  }

  private static void queues() throws InterruptedException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(2);
    System.out.println(
        queue.offer(1) + " " + queue.offer(2) + queue.offer(3) + queue.remainingCapacity());
    System.out.println(
        queue.poll() + " " + queue.take() + queue.poll() + queue.poll(5, TimeUnit.MILLISECONDS));
    List<Integer> received = new ArrayList<>();
    Thread consumer =
        new Thread(
            () -> {
              try {
                for (int value = queue.take(); value >= 0; value = queue.take()) {
                  received.add(value);
                }
              } catch (InterruptedException e) {
                System.out.println("never");
              }
            });
    consumer.start();
    for (int i = 0; i < 10; i++) {
      queue.put(i * i);
    }
    queue.put(-1);
    consumer.join();
    System.out.println(received);
  }

  private static void units() {
    System.out.println(
        TimeUnit.SECONDS.toMillis(5)
            + " "
            + TimeUnit.NANOSECONDS.toMicros(5999)
            + " "
            + TimeUnit.DAYS.toSeconds(1)
            + " "
            + TimeUnit.MILLISECONDS.convert(3, TimeUnit.MINUTES));
    System.out.println(TimeUnit.HOURS + " " + TimeUnit.values().length);
  }
}
