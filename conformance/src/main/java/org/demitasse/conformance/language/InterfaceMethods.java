package org.demitasse.conformance.language;

import java.util.ArrayList;
import java.util.List;

/** Default, static and private interface methods; resolution between classes and interfaces. */
public final class InterfaceMethods {
  private InterfaceMethods() {}

  private interface Top {
    default String who() {
      return "Top";
    }

    static String make() {
      return "Top.make";
    }
  }

  private interface Left extends Top {
    @Override
    default String who() {
      return "Left>" + Top.super.who();
    }

    static String make() {
      return "Left.make";
    }
  }

  private interface Right extends Top {
    @Override
    default String who() {
      return "Right>" + Top.super.who();
    }
  }

  private interface Diamond extends Left, Right {
    @Override
    default String who() {
      return "Diamond>" + Left.super.who() + "&" + Right.super.who();
    }
  }

  private static class Plain implements Left {}

  private static class ClassWins {
    public String who() {
      return "ClassWins";
    }
  }

  private static final class Both extends ClassWins implements Top {}

  private static final class Jewel extends Plain implements Diamond {}

  private abstract static class Reabstract implements Left {
    @Override
    public abstract String who();
  }

  private static final class Concrete extends Reabstract {
    @Override
    public String who() {
      return "Concrete";
    }
  }

  private interface Stack<T> {
    void push(T value);

    T pop();

    int size();

    default boolean isEmpty() {
      return size() == 0;
    }

    default T peek() {
      T value = pop();
      push(value);
      return value;
    }

    default List<T> drain() {
      List<T> all = new ArrayList<>();
      drainInto(all);
      return all;
    }

    private void drainInto(List<T> target) {
      while (!isEmpty()) {
        target.add(noted(pop()));
      }
    }

    private static <T> T noted(T value) {
      System.out.print("[" + value + "]");
      return value;
    }

    @SafeVarargs
    static <T> Stack<T> of(T... values) {
      Stack<T> stack = new ArrayStack<>();
      for (T value : values) {
        stack.push(value);
      }
      return stack;
    }
  }

  private static final class ArrayStack<T> implements Stack<T> {
    private final List<T> values = new ArrayList<>();

    @Override
    public void push(T value) {
      values.add(value);
    }

    @Override
    public T pop() {
      return values.remove(values.size() - 1);
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  private interface Constants {
    int BASE = 10;
    int DERIVED = BASE * 2;
    String NAME = "constants" + DERIVED;
  }

  private static final class UsesConstants implements Constants {
    String text() {
      return NAME + BASE;
    }
  }

  @FunctionalInterface
  private interface Transformer {
    int apply(int value);

    default Transformer then(Transformer next) {
      return value -> next.apply(apply(value));
    }

    default Transformer times(int count) {
      Transformer result = value -> value;
      for (int i = 0; i < count; i++) {
        result = result.then(this);
      }
      return result;
    }

    static Transformer add(int n) {
      return value -> value + n;
    }
  }

  private interface Named {
    String name();

    default String greeting() {
      return "I am " + name();
    }
  }

  private record Citizen(String name) implements Named {}

  private enum Robot implements Named {
    R2,
    C3 {
      @Override
      public String greeting() {
        return "fluent " + super.greeting();
      }
    }
  }

  public static void main(String[] args) {
    System.out.println(new Plain().who() + " " + new Both().who() + " " + new Jewel().who());
    System.out.println(new Concrete().who() + " " + Top.make() + " " + Left.make());
    Top anonymous = new Top() {};
    System.out.println(anonymous.who());
    Diamond diamond = new Diamond() {};
    System.out.println(diamond.who());
    Top[] all = {new Plain(), new Both(), new Jewel(), new Concrete(), anonymous, diamond};
    for (Top top : all) {
      System.out.print(top.who() + " ");
    }
    System.out.println();
    Stack<String> stack = Stack.of("a", "b", "c");
    System.out.println(stack.peek() + stack.size() + stack.isEmpty());
    System.out.println(stack.drain() + " " + stack.isEmpty());
    System.out.println(new UsesConstants().text() + " " + Constants.DERIVED);
    Transformer twice = value -> value * 2;
    System.out.println(twice.then(Transformer.add(3)).apply(5) + " " + twice.times(10).apply(1));
    System.out.println(Transformer.add(1).times(100).then(twice).apply(0));
    System.out.println(new Citizen("Ann").greeting());
    for (Robot robot : Robot.values()) {
      System.out.println(robot.greeting());
    }
    Object object = new Jewel();
    System.out.println(
        (object instanceof Left)
            + " "
            + (object instanceof Right)
            + " "
            + (object instanceof Named));
    objectMethods(new Citizen("Eve"), new Citizen("Eve"));
  }

  private static void objectMethods(Named a, Named b) {
    System.out.println(a.equals(b) + " " + (a.hashCode() == b.hashCode()) + " " + a);
  }
}
