package org.demitasse.conformance.language;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import org.demitasse.conformance.Outcome;

/** Enums: bodies, fields, interfaces, values, valueOf, ordering, use as keys and in switches. */
public final class EnumClasses {
  private EnumClasses() {}

  private enum Planet {
    MERCURY(3.303e+23, 2.4397e6),
    EARTH(5.976e+24, 6.37814e6),
    JUPITER(1.9e+27, 7.1492e7);

    private final double mass;
    private final double radius;

    Planet(double mass, double radius) {
      this.mass = mass;
      this.radius = radius;
    }

    double gravity() {
      return 6.67300E-11 * mass / (radius * radius);
    }
  }

  private enum Operation implements IntBinaryOperator {
    ADD("+") {
      @Override
      public int applyAsInt(int a, int b) {
        return a + b;
      }
    },
    SUBTRACT("-") {
      @Override
      public int applyAsInt(int a, int b) {
        return a - b;
      }
    },
    POWER("**") {
      private int calls;

      @Override
      public int applyAsInt(int a, int b) {
        calls++;
        int result = 1;
        for (int i = 0; i < b; i++) {
          result *= a;
        }
        return result + calls - 1;
      }

      @Override
      public String toString() {
        return "power!";
      }
    };

    final String symbol;

    Operation(String symbol) {
      this.symbol = symbol;
    }
  }

  private enum Level {
    LOW,
    MEDIUM,
    HIGH;

    private static final Level[] ALL = values();

    Level next() {
      return ALL[(ordinal() + 1) % ALL.length];
    }

    static Level parse(String text) {
      for (Level level : ALL) {
        if (level.name().equalsIgnoreCase(text)) {
          return level;
        }
      }
      throw new IllegalArgumentException("no level " + text);
    }
  }

  private enum None {}

  private enum Single {
    INSTANCE;

    int state;
  }

  public static void main(String[] args) {
    for (Planet planet : Planet.values()) {
      System.out.printf("%-8s %.4f %d%n", planet, planet.gravity(), planet.ordinal());
    }
    for (Operation operation : Operation.values()) {
      System.out.println(
          operation
              + " "
              + operation.name()
              + " "
              + operation.symbol
              + " "
              + operation.applyAsInt(5, 3)
              + " "
              + operation.getDeclaringClass().getSimpleName()
              + " "
              + (operation.getClass() == Operation.class));
    }
    System.out.println(Operation.POWER.applyAsInt(2, 10) + " " + Operation.POWER.applyAsInt(2, 10));
    System.out.println(Level.LOW.next() + " " + Level.HIGH.next() + " " + Level.parse("medium"));
    Outcome.of("parse", () -> Level.parse("none"));
    Outcome.of("valueOf", () -> Level.valueOf("HIGH"));
    Outcome.of("valueOf class", () -> Enum.valueOf(Level.class, "LOW"));
    Outcome.ofClass("valueOf unknown", () -> Level.valueOf("high"));
    Outcome.ofClass("valueOf null", () -> Level.valueOf(null));
    System.out.println(Level.LOW.compareTo(Level.HIGH) + " " + Level.HIGH.compareTo(Level.LOW));
    System.out.println(Level.LOW.equals(Level.LOW) + " " + Level.LOW.equals(null));
    Level[] values = Level.values();
    values[0] = null;
    System.out.println(Level.values()[0] + " " + None.values().length);
    Single.INSTANCE.state = 5;
    System.out.println(Single.valueOf("INSTANCE").state);
    Map<Level, String> map = new EnumMap<>(Level.class);
    map.put(Level.HIGH, "h");
    map.put(Level.LOW, "l");
    System.out.println(map + " " + map.get(Level.MEDIUM) + " " + map.containsKey(Level.LOW));
    EnumSet<Level> set = EnumSet.of(Level.HIGH, Level.LOW);
    System.out.println(set + " " + EnumSet.complementOf(set) + EnumSet.allOf(Level.class));
    System.out.println(EnumSet.range(Level.LOW, Level.MEDIUM) + " " + EnumSet.noneOf(Level.class));
    Level[] sorted = {Level.HIGH, Level.LOW, Level.MEDIUM, Level.LOW};
    Arrays.sort(sorted);
    System.out.println(Arrays.toString(sorted));
    Object object = Level.MEDIUM;
    System.out.println(
        (object instanceof Enum<?>)
            + " "
            + (object instanceof Comparable<?>)
            + " "
            + ((Enum<?>) object).name());
    int total = 0;
    for (int i = 0; i < 100; i++) {
      total +=
          switch (Level.values()[i % 3]) {
            case LOW -> 1;
            case MEDIUM -> 100;
            case HIGH -> 10000;
          };
    }
    System.out.println(total);
    System.out.println(Level.class.isEnum() + " " + Level.class.getEnumConstants().length);
  }
}
