import java.util.ArrayList;
import java.util.List;

/** Small programs, each of which goes wrong without one of the corrections of TeaVM. */
public final class Cases {
  private Cases() {}

  private static int calls;

  /** Throws at the call of that number. */
  static void boom(int at) {
    if (++calls == at) {
      calls = 0;
      throw new IllegalStateException("boom");
    }
  }

  private static void begin(String name) {
    calls = 0;
    System.out.println("=== " + name);
  }

  public static void main(String[] arguments) throws Exception {
    WrongOutput.main(arguments);
    begin("NestedHandlers");
    NestedHandlers.main(arguments);
    begin("ImplicitExceptions");
    ImplicitExceptions.main(arguments);
    begin("MonitorsThatWait");
    MonitorsThatWait.main(arguments);
    begin("FirstBlockThatWaits");
    FirstBlockThatWaits.main(arguments);
    begin("AlwaysNull");
    AlwaysNull.main(arguments);
    begin("ElementsAcrossWaits");
    ElementsAcrossWaits.main(arguments);
    begin("FactsInHandlers");
    FactsInHandlers.main(arguments);
    begin("ConstantsInRecipes");
    ConstantsInRecipes.main(arguments);
    begin("ConstantDivisions");
    ConstantDivisions.main(arguments);
    begin("InitializerTraces");
    InitializerTraces.main(arguments);
    begin("ArrayCopies");
    ArrayCopies.main(arguments);
    begin("ControlCharacters");
    ControlCharacters.main(arguments);
    begin("ChosenObjects");
    ChosenObjects.main(arguments);
  }

  /** Those that print something else without their corrections, and end. */
  public static final class WrongOutput {
    public static void main(String[] arguments) {
      begin("UnusedResults");
      UnusedResults.main(arguments);
      begin("UnusedConditions");
      UnusedConditions.main(arguments);
      begin("UnusedSwitchValues");
      UnusedSwitchValues.main(arguments);
        begin("LoopInvariants");
      LoopInvariants.main(arguments);
        begin("FieldsInHandlers");
      FieldsInHandlers.main(arguments);
        begin("ParametersInHandlers");
      ParametersInHandlers.main(arguments);
        begin("InterfaceInitialization");
      InterfaceInitialization.main(arguments);
        begin("ValuesInHandlers");
      ValuesInHandlers.main(arguments);
        begin("RecordMethods");
      RecordMethods.main(arguments);
          begin("ConstantIndexes");
      ConstantIndexes.main(arguments);
        begin("SupertypesFirst");
      SupertypesFirst.main(arguments);
        begin("StoreChecks");
      StoreChecks.main(arguments);
        begin("ArrayNames");
      ArrayNames.main(arguments);
        begin("Clones");
      Clones.main(arguments);
    }
  }

  public static final class NestedHandlers {
    static String use() {
      StringBuilder way = new StringBuilder();
      try {
        try {
          throw new IllegalStateException("first");
        } catch (IllegalStateException e) {
          way.append("handler ");
          throw new IllegalArgumentException("second", e);
        } finally {
          way.append("finally ");
        }
      } catch (IllegalArgumentException e) {
        way.append(e.getMessage()).append("<-").append(e.getCause().getMessage());
      }
      return way.toString();
    }

    public static void main(String[] arguments) {
      System.out.println(use());
    }
  }

  public static final class UnusedResults {
    public static void main(String[] arguments) {
      int[] array = new int[2];
      for (int i = 0; i < 4; i++) {
        try {
          int unused = array[i];
          System.out.println("read " + i);
        } catch (ArrayIndexOutOfBoundsException e) {
          System.out.println("outside " + i);
        }
      }
    }
  }

  public static final class UnusedConditions {
    static void compare(Integer first, int second) {
      try {
        boolean unused = first == second;
        System.out.println("compared");
      } catch (NullPointerException e) {
        System.out.println("null");
      }
    }

    static void element(int[] array, int length) {
      try {
        if (array[1] > new int[length].length) {}
        System.out.println("read");
      } catch (NullPointerException e) {
        System.out.println("null");
      } catch (ArrayIndexOutOfBoundsException e) {
        System.out.println("outside");
      } catch (NegativeArraySizeException e) {
        System.out.println("negative");
      }
    }

    static void cast(Object object) {
      try {
        if (((String[]) object).length > 1) {}
        System.out.println("cast");
      } catch (ClassCastException e) {
        System.out.println("other class");
      }
    }

    public static void main(String[] arguments) {
      compare(5, 6);
      compare(null, 6);
      element(new int[2], 0);
      element(null, 0);
      element(new int[1], 0);
      element(new int[2], -1);
      cast(new String[2]);
      cast(new Object[2]);
    }
  }

  public static final class UnusedSwitchValues {
    static int use(Integer number) {
      switch (number) {
        default:
          return 1;
      }
    }

    public static void main(String[] arguments) {
      System.out.println(use(5));
      try {
        System.out.println(use(null));
      } catch (NullPointerException e) {
        System.out.println("null");
      }
    }
  }

  public static final class LoopInvariants {
    int field;

    int set(int[] array, int index) {
      field = 1;
      try {
        int sum = array[index];
        field = 2;
        sum += array[index + 1];
        field = 3;
        return sum;
      } catch (ArrayIndexOutOfBoundsException e) {
        return field;
      }
    }

    public static void main(String[] arguments) {
      for (int index = 0; index < 3; index++) {
        System.out.println(new LoopInvariants().set(new int[] {7, 8}, index));
      }
    }
  }

  public static final class FieldsInHandlers {
    static int field;

    static int use(int[] array, int index) {
      field = index;
      int sum = 0;
      try {
        sum = array[index];
        field = 12;
        sum += array[index + 1];
        field = 13;
        sum += array[index + 2];
      } catch (ArrayIndexOutOfBoundsException e) {
        sum = field;
      }
      return sum * 100 + field;
    }

    public static void main(String[] arguments) {
      for (int index = 0; index < 3; index++) {
        System.out.println(use(new int[] {5, 6}, index));
      }
    }
  }

  public static final class ImplicitExceptions {
    public static void main(String[] arguments) {
      try {
        System.out.println(7 / arguments.length);
      } catch (ArithmeticException e) {
        System.out.println(e.toString());
        Object exception = e;
        System.out.println(exception.getClass().getName());
      }
    }
  }

  public static final class MonitorsThatWait {
    static final Object LOCK = new Object();
    static int inside;

    static void work() {
      synchronized (LOCK) {
        inside++;
        pause();
        System.out.println(inside + " inside");
        inside--;
      }
    }

    public static void main(String[] arguments) throws InterruptedException {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Thread thread = new Thread(MonitorsThatWait::work);
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    }
  }

  public static final class FirstBlockThatWaits {
    int count;

    synchronized int next(int step) {
      count += step;
      return count;
    }

    public static void main(String[] arguments) throws InterruptedException {
      FirstBlockThatWaits counter = new FirstBlockThatWaits();
      Thread thread = new Thread(() -> counter.next(2));
      thread.start();
      thread.join();
      System.out.println(counter.next(5));
    }
  }

  public static final class ParametersInHandlers {
    static String use(String text, int at) {
      try {
        boom(at);
        text = text.trim();
        boom(at);
        text = text.concat("!");
        boom(at);
      } catch (IllegalStateException e) {
        return "<" + text + ">";
      }
      return text;
    }

    public static void main(String[] arguments) {
      for (int at = 1; at <= 4; at++) {
        System.out.println(use(" text ", at));
      }
      calls = 0;
    }
  }

  public static final class AlwaysNull {
    static int length(int at) {
      String text = null;
      int step = at;
      try {
        boom(at);
        step = calls + 5;
        int length = text.length();
        step = length * 7;
        boom(at);
      } catch (IllegalStateException | NullPointerException e) {
        return step;
      }
      return -1;
    }

    static Object element(Object given, int at) {
      Object[] array = null;
      Object found = given;
      try {
        boom(at);
        found = array[0];
        boom(at);
        found = found.toString();
      } catch (IllegalStateException | NullPointerException e) {
        return found;
      }
      return "end";
    }

    public static void main(String[] arguments) {
      System.out.println(length(1) + " " + element("given", 1));
      System.out.println(length(3) + " " + element("given", 3));
      calls = 0;
    }
  }

  public static final class ElementsAcrossWaits {
    static long sum(int[] numbers, double[] weights) {
      double result = 0;
      for (int i = 0; i < numbers.length; i++) {
        int number = numbers[i];
        double weight = weights[i];
        pause();
        result += number * weight;
      }
      return (long) result;
    }

    public static void main(String[] arguments) throws InterruptedException {
      Thread thread =
          new Thread(
              () -> System.out.println(sum(new int[] {1, 2, 3}, new double[] {10, 20, 30})));
      thread.start();
      thread.join();
    }
  }

  public static final class FactsInHandlers {
    int number = 7;

    static int use(FactsInHandlers object, int[] array, int index, int at) {
      try {
        boom(at);
        return object.number + array[index];
      } catch (IllegalStateException e) {
        return array[index] + object.number;
      }
    }

    static int divide(int[] array, int index, int at) {
      int rest = 0;
      try {
        boom(at);
        rest = array[index] * 2;
        boom(at);
        rest = array[index + 1];
      } catch (IllegalStateException e) {
        try {
          rest = rest + array[index + 1];
        } catch (ArrayIndexOutOfBoundsException outside) {
          rest = -1;
        }
      }
      return rest;
    }

    public static void main(String[] arguments) {
      FactsInHandlers object = new FactsInHandlers();
      System.out.println(use(object, new int[] {1, 2}, 1, 1));
      try {
        System.out.println(use(object, new int[2], 500, 1));
      } catch (ArrayIndexOutOfBoundsException e) {
        System.out.println("outside");
      }
      try {
        System.out.println(use(null, new int[2], 1, 1));
      } catch (NullPointerException e) {
        System.out.println("null");
      }
      System.out.println(divide(new int[] {1, 2}, 1, 1) + " " + divide(new int[] {1, 2}, 1, 2));
      calls = 0;
    }
  }

  interface WithField {
    Object FIELD = announce("interface");

    default int method() {
      return 1;
    }
  }

  static final class OfInterface {
    static final Object FIELD = announce("class");

    static void touch() {
      for (int i = 0; i < 3; i++) {
        System.out.println("touched " + i);
      }
    }
  }

  static Object announce(String name) {
    System.out.println(name + " initialized");
    return name;
  }

  public static final class InterfaceInitialization {
    static void use(int at) {
      try {
        boom(at);
        OfInterface.touch();
      } catch (IllegalStateException e) {
        System.out.println(OfInterface.FIELD);
      }
    }

    public static void main(String[] arguments) {
      use(1);
      calls = 0;
      WithField object = new WithField() {};
      System.out.println(object.method());
      System.out.println(WithField.FIELD);
    }
  }

  public static final class ValuesInHandlers {
    static int use(int a, int b, int at) {
      int sum = a + b;
      int result = 0;
      try {
        boom(at);
        result = a + b;
        boom(at);
        result = sum * 2;
        boom(at);
      } catch (IllegalStateException e) {
        return result;
      }
      return -1;
    }

    public static void main(String[] arguments) {
      for (int at = 1; at <= 4; at++) {
        System.out.println(use(2, 3, at));
      }
      calls = 0;
    }
  }

  public static final class ConstantsInRecipes {
    public static void main(String[] arguments) {
      String text = arguments.length + "\u0001 and \u0002" + arguments.length;
      System.out.println(text.length() + " " + (int) text.charAt(1) + " " + (int) text.charAt(7));
    }
  }

  record Point(float x, double y, int z) {}

  public static final class RecordMethods {
    public static void main(String[] arguments) {
      float zero = arguments.length;
      System.out.println(new Point(zero, 1, 2).equals(new Point(-zero, 1, 2)));
      System.out.println(
          new Point(zero / zero, Double.NaN, 3).equals(new Point(Float.NaN, zero / zero, 3)));
      System.out.println(new Point(1.5f, 2.5, 3).hashCode());
    }
  }

  static final class FailingInitializer {
    static {
      if (calls == 0) {
        throw new IllegalStateException("initializer");
      }
    }

    static void method() {}
  }

  public static final class InitializerTraces {
    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try {
          FailingInitializer.method();
        } catch (LinkageError e) {
          System.out.println(e.getClass().getName() + " " + e.getStackTrace()[0].getMethodName());
        }
      }
    }
  }

  public static final class ConstantIndexes {
    public static void main(String[] arguments) {
      try {
        Object[] array = new Object[1];
        array[2] = "outside";
        System.out.println(array.length);
      } catch (ArrayIndexOutOfBoundsException e) {
        System.out.println("outside");
      }
    }
  }

  public static final class ConstantDivisions {
    public static void main(String[] arguments) {
      try {
        int zero = 0;
        System.out.println(1 / zero);
      } catch (ArithmeticException e) {
        System.out.println("divided by zero");
      }
      System.out.println(divide(Integer.MIN_VALUE, -1) + " " + (1 << (arguments.length + 33)));
    }

    static int divide(int a, int b) {
      return a / b;
    }
  }

  static class Parent {
    static final Object FIELD = announce("parent");
  }

  static final class Child extends Parent {
    static final Object FIELD = announce("child");

    static void touch() {}
  }

  public static final class SupertypesFirst {
    public static void main(String[] arguments) {
      Child.touch();
      System.out.println(Parent.FIELD);
    }
  }

  public static final class StoreChecks {
    static void store(Object[] array, Object value) {
      try {
        array[0] = value;
        System.out.println("stored");
      } catch (ArrayStoreException e) {
        System.out.println("refused");
      }
    }

    public static void main(String[] arguments) {
      store(new String[1], "text");
      store(new String[1], 5);
      store(new Object[1], 5);
    }
  }

  public static final class ArrayCopies {
    static void copy(Object from, int start, Object to, int length) {
      try {
        System.arraycopy(from, start, to, 0, length);
        System.out.println("copied");
      } catch (ArrayStoreException e) {
        System.out.println("other elements");
      } catch (ArrayIndexOutOfBoundsException e) {
        System.out.println("outside");
      }
    }

    public static void main(String[] arguments) {
      copy(new int[3], 0, new int[3], 3);
      copy(new long[4], 0, new int[4], 4);
      copy(new int[4], 2, new int[4], Integer.MAX_VALUE);
    }
  }

  public static final class ArrayNames {
    public static void main(String[] arguments) {
      Object array = new Parent[1];
      System.out.println(array.getClass().getName());
    }
  }

  public static final class Clones {
    Object copy() throws CloneNotSupportedException {
      return clone();
    }

    public static void main(String[] arguments) {
      try {
        System.out.println(new Clones().copy() == null);
      } catch (CloneNotSupportedException e) {
        System.out.println("not cloneable: " + e.getMessage());
      }
      int[] numbers = {1, 2, 3};
      byte[] bytes = {1, 2, 3};
      System.out.println(numbers.clone()[2] + bytes.clone()[2]);
    }
  }

  static final class Box {
    int value;

    Box(int value) {
      this.value = value;
    }

    Box self() {
      return this;
    }
  }

  public static final class ControlCharacters {
    static final String ALL = "\u0000 \u001f \u007f \u0080 \u009b1 \u009f \u00a0 ?? \ufffe \uffff";

    public static void main(String[] arguments) {
      int hash = arguments.length;
      for (int i = 0; i < ALL.length(); i++) {
        hash = 31 * hash + ALL.charAt(i);
      }
      System.out.println(ALL.length() + " " + hash + " " + "\u0085".isEmpty());
    }
  }

  public static final class ChosenObjects {
    static int one(int number) {
      Box box = number > 3 ? new Box(number) : new Box(7);
      box.self();
      return number;
    }

    static int twice(int number) {
      Box inner = number > 3 ? new Box(number) : new Box(7);
      Box box = number > 1 ? inner : new Box(2);
      box.self().self();
      return number;
    }

    public static void main(String[] arguments) {
      System.out.println(one(arguments.length) + " " + twice(arguments.length + 2));
    }
  }
}
