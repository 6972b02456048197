package org.demitasse.conformance.language;

/** When classes, interfaces and objects are initialized, and in which order. */
public final class InitializationOrder {
  private InitializationOrder() {}

  private static int log(String event, int value) {
    System.out.println("  " + event);
    return value;
  }

  private static class Grandparent {
    static final int STATIC = log("grandparent static", 1);
    final int field = log("grandparent field", 1);

    {
      log("grandparent block", 0);
    }

    Grandparent() {
      log("grandparent constructor", 0);
      hook();
    }

    void hook() {
      log("grandparent hook", 0);
    }
  }

  private static class Parent extends Grandparent {
    static int counter;

    static {
      log("parent static block", 0);
      counter = 5;
    }

    static int later = log("parent static later " + counter, 3);
    int value = log("parent field", 9);

    Parent(int argument) {
      super();
      log("parent constructor " + argument + " value " + value, 0);
    }
  }

  private static final class Child extends Parent {
    static final String CONSTANT = "constant";
    static final Integer BOXED = log("child static", 4);
    private int set = 7;
    private int unset;
    private final int finalConstant = 11;

    Child() {
      this(log("child argument", 2));
      log("child constructor " + set + " " + unset, 0);
    }

    private Child(int argument) {
      super(argument * 10);
      log("child second constructor " + set + " " + unset, 0);
    }

    @Override
    void hook() {
      log("child hook sees " + set + " " + unset + " " + finalConstant, 0);
      set = 100;
      unset = 100;
    }
  }

  private interface Plain {
    int FIELD = log("plain interface", 1);
  }

  private interface WithDefault {
    int FIELD = log("interface with default", 2);

    default int method() {
      return FIELD;
    }
  }

  private static final class Implementer implements Plain, WithDefault {
    static {
      log("implementer", 0);
    }
  }

  private static final class OnlyArray {
    static {
      log("array element class", 0);
    }
  }

  private static final class OnlyCast {
    static {
      log("cast class", 0);
    }
  }

  private static final class StaticMethod {
    static {
      log("static method class", 0);
    }

    static int run() {
      return 1;
    }
  }

  private static final class CycleA {
    static final int VALUE = CycleB.VALUE + 1;
  }

  private static final class CycleB {
    static final int VALUE = CycleA.VALUE + 10;
  }

  private enum Color {
    RED(1),
    GREEN(2);

    static final int TOTAL;

    static {
      int sum = 0;
      for (Color color : values()) {
        sum += color.weight;
      }
      TOTAL = log("enum static block", sum);
    }

    final int weight;

    Color(int weight) {
      this.weight = log("enum constructor " + name() + ordinal(), weight);
    }
  }

  private static final class SelfInstance {
    static final SelfInstance INSTANCE = new SelfInstance();
    static int before = 1;
    static final int CONSTANT = 5;
    static final Integer BOX = 6;
    final String seen;

    SelfInstance() {
      seen = before + " " + CONSTANT + " " + BOX;
      before = 99;
    }
  }

  private static final class Lazy {
    static final Lazy INSTANCE = new Lazy();

    private Lazy() {
      log("lazy holder", 0);
    }
  }

  private static class StaticField {
    static int inherited = log("field owner", 8);
  }

  private static final class StaticFieldChild extends StaticField {
    static {
      log("never: access of an inherited field initializes its owner only", 0);
    }
  }

  private interface First {
    int FIELD = log("first interface", 1);

    void run();

    default void first() {}
  }

  /** Declares no default method itself. */
  private interface Second extends First {
    int FIELD = log("second interface", 2);
  }

  private interface Third extends First {
    int FIELD = log("third interface", 3);

    private void third() {}
  }

  private static class OfSecond implements Second {
    @Override
    public void run() {}
  }

  private static class OfBoth extends OfSecond implements Third {}

  /** Has no initializer of its own. */
  private static final class Last extends OfBoth {
    static void touch() {
      System.out.println("touched");
    }
  }

  private interface OfLambda {
    int FIELD = log("interface of a lambda", 4);

    void run();

    default void twice() {
      run();
      run();
    }
  }

  private static final class Recursive {
    static final int VALUE = depth(30);

    static int depth(int n) {
      return n == 0 ? 1 : depth(n - 1) + 1;
    }
  }

  public static void main(String[] args) {
    System.out.println("constant " + Child.CONSTANT);
    System.out.println("first child");
    Child child = new Child();
    System.out.println("child " + child.set + " " + child.unset + " " + child.value);
    System.out.println("second child");
    new Child();
    System.out.println("arrays and casts");
    OnlyArray[] array = new OnlyArray[2];
    Object object = array;
    System.out.println((object instanceof OnlyCast) + " " + array.length);
    System.out.println("implementer");
    Implementer implementer = new Implementer();
    System.out.println("method " + implementer.method());
    System.out.println("plain " + Plain.FIELD);
    System.out.println("static method");
    System.out.println(StaticMethod.run() + StaticMethod.run());
    System.out.println("cycle " + CycleA.VALUE + " " + CycleB.VALUE);
    System.out.println("enum");
    System.out.println(Color.TOTAL + " " + Color.valueOf("GREEN").weight);
    System.out.println(SelfInstance.INSTANCE.seen + " / " + SelfInstance.before);
    System.out.println("interfaces of superclasses");
    Last.touch();
    OfLambda lambda = () -> System.out.println("lambda");
    lambda.twice();
    System.out.println("recursive " + Recursive.VALUE);
    System.out.println("inherited field");
    System.out.println(StaticFieldChild.inherited);
    boolean never = args.length > 5;
    if (never) {
      System.out.println(Lazy.INSTANCE);
    }
    System.out.println("conditional use");
    if (!never) {
      System.out.println(Lazy.INSTANCE == null);
    }
  }
}
