package org.demitasse.conformance.language;

import java.util.ArrayList;
import java.util.List;

/** Patterns of instanceof: scope of bindings, generics, nested records, boxed components. */
public final class PatternMatching {
  private PatternMatching() {}

  private record Name(String first, String last) {}

  private record Person(Name name, int age, Object tag) {}

  private record Node<T>(T value, Node<T> next) {}

  private interface Animal {}

  private static class Dog implements Animal {
    final String bark = "woof";
  }

  private static final class Puppy extends Dog {}

  public static void main(String[] args) {
    scope("hello");
    scope("");
    scope(3);
    scope(null);
    System.out.println(sum(new Node<>(1, new Node<>(2, new Node<>(3, null)))));
    System.out.println(sum(null));
    Object[] people = {
      new Person(new Name("Ada", "Lovelace"), 36, 'x'),
      new Person(new Name(null, "Unknown"), 0, null),
      new Person(null, 5, 1.5),
      new Name("Alan", "Turing"),
    };
    for (Object person : people) {
      System.out.println(greet(person));
    }
    animals(new Dog());
    animals(new Puppy());
    animals(new Animal() {});
    loopBinding();
    conditional(17);
    conditional("17");
    equalsByPattern();
    field = "field";
    shadowing("local");
    shadowing(1);
  }

  private static void scope(Object o) {
    if (!(o instanceof String s)) {
      System.out.println("not a string: " + o);
      return;
    }
    if (s.isEmpty() || s.charAt(0) == 'h' && o instanceof CharSequence c && c.length() == 5) {
      System.out.println("matched '" + s + "'");
    }
  }

  private static int sum(Node<Integer> node) {
    if (node instanceof Node<Integer>(Integer value, Node<Integer> next)) {
      return value + sum(next);
    }
    return 0;
  }

  private static String greet(Object o) {
    if (o instanceof Person(Name(String first, String last), int age, Character tag)) {
      return first + " " + last + " " + age + tag;
    }
    if (o instanceof Person(Name(var first, var last), var age, var tag) && tag == null) {
      return "untagged " + first + " " + last + " " + age;
    }
    if (o instanceof Person(Name name, int age, Number tag)) {
      return "number " + name + " " + age + " " + tag.intValue();
    }
    if (o instanceof Person p) {
      return "person " + p.age();
    }
    return o instanceof Name(String first, String last) ? last + ", " + first : "?";
  }

  private static void animals(Animal animal) {
    String text = animal instanceof Puppy p ? "puppy " + p.bark : "no puppy";
    if (animal instanceof Dog dog && !(animal instanceof Puppy)) {
      text += " plain dog " + dog.bark;
    }
    System.out.println(text);
  }

  private static void loopBinding() {
    List<Object> queue = new ArrayList<>(List.of(1, 2, 3, "stop", 4));
    int total = 0;
    while (queue.remove(0) instanceof Integer i) {
      total += i;
    }
    System.out.println(total + " " + queue);
    for (Object o = 5; o instanceof Integer i && i > 0; o = i - 2) {
      System.out.print(i + " ");
    }
    System.out.println();
  }

  private static void conditional(Object o) {
    int value = o instanceof Integer i ? i * 2 : o instanceof String s ? s.length() : -1;
    System.out.println(value);
  }

  private static final class Key {
    private final int id;
    private final String name;

    Key(int id, String name) {
      this.id = id;
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && id == key.id && name.equals(key.name);
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  private static void equalsByPattern() {
    Key a = new Key(1, "a");
    System.out.println(
        a.equals(new Key(1, "a"))
            + " "
            + a.equals(new Key(1, "b"))
            + " "
            + a.equals("a")
            + " "
            + a.equals(null));
  }

  private static Object field;

  private static void shadowing(Object o) {
    if (o instanceof String field) {
      System.out.println("binding " + field);
    } else {
      System.out.println("field " + field);
    }
  }
}
