package org.demitasse.conformance.util;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demitasse.conformance.Outcome;

/** EnumMap, EnumSet, BitSet and IdentityHashMap. */
public final class EnumCollections {
  private EnumCollections() {}

  private enum Day {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY;

    boolean isWeekend() {
      return this == SATURDAY || this == SUNDAY;
    }
  }

  public static void main(String[] args) {
    enumMaps();
    enumSets();
    bits();
    bitRanges();
    bitLogic();
    identityMaps();
  }

  private static void enumMaps() {
    EnumMap<Day, Integer> map = new EnumMap<>(Day.class);
    map.put(Day.SUNDAY, 7);
    map.put(Day.MONDAY, 1);
    map.put(Day.FRIDAY, null);
    System.out.println(
        map + " " + map.size() + map.containsKey(Day.FRIDAY) + map.containsValue(null));
    System.out.println(
        map.get(Day.TUESDAY) + " " + map.remove(Day.SUNDAY) + map.put(Day.MONDAY, 11));
    map.merge(Day.MONDAY, 5, Integer::sum);
    map.computeIfAbsent(Day.THURSDAY, Day::ordinal);
    System.out.println(map.keySet() + " " + map.values() + " " + map.entrySet());
    for (Map.Entry<Day, Integer> entry : map.entrySet()) {
      entry.setValue(entry.getKey().name().length());
    }
    Iterator<Day> iterator = map.keySet().iterator();
    iterator.next();
    iterator.remove();
    System.out.println(map + " " + map.equals(Map.of(Day.THURSDAY, 8, Day.FRIDAY, 6)));
    EnumMap<Day, Integer> copy = new EnumMap<>(map);
    map.clear();
    System.out.println(copy + " " + map + " " + copy.clone().equals(copy));
    Outcome.ofClass("null key", () -> map.put(null, 1));
  }

  private static void enumSets() {
    Set<Day> weekend = EnumSet.noneOf(Day.class);
    for (Day day : Day.values()) {
      if (day.isWeekend()) {
        weekend.add(day);
      }
    }
    EnumSet<Day> week = EnumSet.complementOf(EnumSet.copyOf(weekend));
    System.out.println(weekend + " " + week + " " + week.containsAll(weekend));
    week.removeIf(day -> day.ordinal() % 2 == 1);
    week.addAll(weekend);
    System.out.println(week + " " + week.size() + week.remove(Day.SUNDAY) + week.add(Day.MONDAY));
    System.out.println(
        EnumSet.range(Day.TUESDAY, Day.THURSDAY)
            + " "
            + EnumSet.of(Day.SUNDAY, Day.MONDAY, Day.SUNDAY));
    week.retainAll(EnumSet.of(Day.MONDAY, Day.FRIDAY));
    System.out.println(
        week + " " + week.equals(Set.of(Day.FRIDAY, Day.MONDAY)) + week.contains(null));
    EnumSet<Day> clone = week.clone();
    week.clear();
    System.out.println(clone + "" + week);
    Outcome.ofClass("null", () -> week.add(null));
    Outcome.ofClass("empty copy", () -> EnumSet.copyOf(List.<Day>of()));
  }

  private static void bits() {
    BitSet set = new BitSet();
    set.set(1);
    set.set(63);
    set.set(64);
    set.set(200);
    set.flip(2);
    set.set(5, false);
    System.out.println(
        set + " " + set.cardinality() + " " + set.length() + set.get(63) + set.get(1000));
    System.out.println(
        set.nextSetBit(3) + " " + set.nextClearBit(63) + " " + set.previousSetBit(199));
    System.out.println(set.nextSetBit(201) + " " + set.previousClearBit(64) + " " + set.isEmpty());
    set.clear(63);
    System.out.println(set + " " + Arrays.toString(set.toLongArray()) + " " + set.hashCode());
    System.out.println(Arrays.toString(BitSet.valueOf(new long[] {5, 1}).stream().toArray()));
    Outcome.ofClass("negative", () -> set.set(-1));
    Outcome.ofClass("reversed", () -> set.set(5, 2));
  }

  private static void bitRanges() {
    BitSet set = new BitSet(300);
    set.set(10, 80);
    set.clear(20, 70);
    set.flip(75, 130);
    System.out.println(set);
    System.out.println(set.get(70, 78) + " " + set.cardinality());
    set.set(60, 130, false);
    System.out.println(set + " " + set.size() % 64);
    BitSet sieve = new BitSet();
    sieve.set(2, 1000);
    for (int i = 2; i * i < 1000; i = sieve.nextSetBit(i + 1)) {
      for (int j = i * i; j < 1000; j += i) {
        sieve.clear(j);
      }
    }
    System.out.println(sieve.cardinality() + " " + sieve.previousSetBit(999));
  }

  private static void bitLogic() {
    BitSet a = BitSet.valueOf(new long[] {0b110011});
    BitSet b = BitSet.valueOf(new long[] {0b101010, 1});
    BitSet and = (BitSet) a.clone();
    and.and(b);
    BitSet or = (BitSet) a.clone();
    or.or(b);
    BitSet xor = (BitSet) a.clone();
    xor.xor(b);
    BitSet andNot = (BitSet) a.clone();
    andNot.andNot(b);
    System.out.println(and + " " + or + " " + xor + " " + andNot + " " + a.intersects(b));
    System.out.println(a.equals(BitSet.valueOf(new long[] {51})) + " " + a.equals(b));
  }

  private static void identityMaps() {
    IdentityHashMap<String, Integer> map = new IdentityHashMap<>();
    String a = new String("k");
    String b = new String("k");
    map.put(a, 1);
    map.put(b, 2);
    map.put(null, 3);
    System.out.println(map.size() + " " + map.get(a) + map.get(b) + map.get("k") + map.get(null));
    System.out.println(map.remove(a) + " " + map.size() + map.containsKey(b) + map.containsKey(a));
    for (int i = 0; i < 200; i++) {
      map.put("n" + i, i);
    }
    System.out.println(map.size());
  }
}
