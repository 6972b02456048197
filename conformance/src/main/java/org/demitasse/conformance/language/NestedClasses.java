package org.demitasse.conformance.language;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Inner, static nested, local and anonymous classes, with captures and qualified names. */
public final class NestedClasses {
  private final String name;
  private int count;

  private NestedClasses(String name) {
    this.name = name;
  }

  private class Inner {
    final String name = "inner";

    class Deep {
      final String name = "deep";

      String path() {
        count++;
        return NestedClasses.this.name + "/" + Inner.this.name + "/" + this.name + count;
      }
    }
  }

  private static class Base {
    final String id;

    Base(String id) {
      this.id = id;
      System.out.println("base " + id + " " + describe());
    }

    String describe() {
      return "Base(" + id + ")";
    }
  }

  private class Derived extends Base {
    private final int number = 7;
    private String text = "set";

    Derived(String id) {
      super(id + "!");
    }

    @Override
    String describe() {
      return "Derived(" + id + "," + number + "," + text + "," + name + ")";
    }
  }

  private interface Greeter {
    String greet(String whom);
  }

  private static final class Range implements Iterable<Integer> {
    private final int from;
    private final int to;

    Range(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public Iterator<Integer> iterator() {
      return new Iterator<>() {
        private int next = from;

        @Override
        public boolean hasNext() {
          return next < to;
        }

        @Override
        public Integer next() {
          if (next >= to) {
            throw new NoSuchElementException("after " + (to - 1));
          }
          return next++;
        }
      };
    }
  }

  public static void main(String[] args) {
    NestedClasses outer = new NestedClasses("outer");
    NestedClasses other = new NestedClasses("other");
    Inner inner = outer.new Inner();
    Inner.Deep deep = inner.new Deep();
    System.out.println(deep.path() + " " + deep.path());
    System.out.println(other.new Inner().new Deep().path());
    System.out.println(outer.new Derived("d").describe());
    outer.anonymous("x");
    outer.locals(3);
    int sum = 0;
    for (int i : new Range(1, 5)) {
      for (int j : new Range(i, 5)) {
        sum += i * j;
      }
    }
    System.out.println("sum " + sum);
    Iterator<Integer> iterator = new Range(0, 1).iterator();
    iterator.next();
    try {
      iterator.next();
    } catch (NoSuchElementException e) {
      System.out.println(e.getMessage());
    }
    privateAccess();
    captureInLoop();
    names();
    try {
      NestedClasses none = null;
      none.new Inner();
    } catch (NullPointerException e) {
      System.out.println("no outer instance");
    }
  }

  private void anonymous(String argument) {
    int local = 5;
    Greeter greeter =
        new Greeter() {
          private int calls;

          {
            calls = local * 10;
          }

          @Override
          public String greet(String whom) {
            calls++;
            return name + " greets " + whom + " " + argument + calls;
          }
        };
    System.out.println(greeter.greet("a") + "; " + greeter.greet("b"));
    Base base =
        new Base("anonymous") {
          @Override
          String describe() {
            return "sub of " + super.describe() + " " + name;
          }
        };
    System.out.println(base.describe());
  }

  private void locals(int times) {
    class Counter {
      private int value;

      Counter add(int n) {
        value += n * times;
        count += n;
        return this;
      }

      Counter twin() {
        return new Counter().add(1);
      }
    }
    Counter counter = new Counter().add(1).add(2);
    System.out.println(counter.value + " " + counter.twin().value + " " + count);
    record Local(int a) {
      int doubled() {
        return a * 2;
      }
    }
    enum Mode {
      ON,
      OFF
    }
    interface Flip {
      Mode flip(Mode mode);
    }
    Flip flip = mode -> mode == Mode.ON ? Mode.OFF : Mode.ON;
    System.out.println(new Local(21).doubled() + " " + flip.flip(Mode.ON) + flip.flip(Mode.OFF));
  }

  private static final class Vault {
    private int secret = 1;

    private static int total;

    private int open() {
      total += secret;
      return secret++;
    }
  }

  private static void privateAccess() {
    Vault vault = new Vault();
    vault.secret += 10;
    vault.secret++;
    int before = vault.secret--;
    System.out.println(before + " " + vault.open() + " " + vault.secret + " " + Vault.total);
  }

  private static void captureInLoop() {
    Greeter[] greeters = new Greeter[3];
    for (int i = 0; i < greeters.length; i++) {
      String captured = "g" + i;
      greeters[i] =
          new Greeter() {
            @Override
            public String greet(String whom) {
              return captured + whom;
            }
          };
    }
    for (Greeter greeter : greeters) {
      System.out.print(greeter.greet("!") + " ");
    }
    System.out.println();
  }

  private static void names() {
    System.out.println(Inner.Deep.class.getName());
    System.out.println(Inner.Deep.class.getSimpleName());
    System.out.println(new Object() {}.getClass().getName());
    System.out.println("[" + new Object() {}.getClass().getSimpleName() + "]");
    class Local {}
    System.out.println(Local.class.getName() + " " + Local.class.getSimpleName());
    System.out.println(Greeter.class.isInterface() + " " + new Range[0].getClass().getName());
  }
}
