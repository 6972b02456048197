package org.demitasse.conformance.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the source of a program from a seed: always the same one from the same seed. The program
 * ends, whatever it does, because loops and calls burn fuel; what it prints does not depend on
 * time, on addresses or on messages that Java does not fix.
 */
final class ProgramGenerator {
  /** Loop iterations and calls of one program. */
  private static final int FUEL = 400;

  /** Lines that one program prints at most. */
  private static final int LINES = 60;

  /** What programs print with, and what keeps the compilers from knowing their values. */
  static final String COMMON =
      """
      package generated;

      final class Common {
        static int fuel;
        static int lines;
        static int zero;
        static final Object LOCK = new Object();

        static boolean burn() {
          return --fuel > 0;
        }

        static void show(String text) {
          if (--lines > 0) {
            System.out.println(text);
          }
        }

        static void show(boolean value) {
          show("boolean " + value);
        }

        static void show(int value) {
          show("int " + value);
        }

        static void show(char value) {
          show("char " + (int) value);
        }

        static void show(long value) {
          show("long " + value);
        }

        static void show(float value) {
          show("float " + value);
        }

        static void show(double value) {
          show("double " + value);
        }

        static void show(Throwable thrown) {
          // docs/language.md: the target does not always tell whether it was a string's.
          if (thrown instanceof IndexOutOfBoundsException
              && !(thrown instanceof ArrayIndexOutOfBoundsException)) {
            show("index out of bounds");
            return;
          }
          boolean fixed =
              thrown instanceof ArithmeticException
                  || thrown instanceof ArrayIndexOutOfBoundsException
                  || thrown instanceof NegativeArraySizeException
                  || thrown instanceof Fault;
          show(
              thrown.getClass().getName()
                  + (fixed ? ": " + thrown.getMessage() : "")
                  + " +" + thrown.getSuppressed().length);
        }

        /** Returns what it is given, which no compiler knows. */
        static int same(int value) {
          return value ^ zero;
        }

        static long same(long value) {
          return value + zero;
        }

        static float same(float value) {
          return zero == 0 ? value : zero;
        }

        static double same(double value) {
          return zero == 0 ? value : zero;
        }

        static boolean same(boolean value) {
          return value ^ zero != 0;
        }

        static String same(String value) {
          return zero == 0 ? value : "";
        }

        static String cut(String text) {
          return text.length() > 40 ? text.substring(0, 40) : text;
        }

        static Object box(int value) {
          return switch (value & 3) {
            case 0 -> (Object) (long) value;
            case 1 -> String.valueOf(value);
            default -> value;
          };
        }

        static final class Fault extends RuntimeException {
          Fault(int code) {
            super("code " + code);
          }
        }

        record Door(int number) implements AutoCloseable {
          @Override
          public void close() {
            show("close " + number);
            if ((number & 3) == 0) {
              throw new Fault(number);
            }
          }
        }

        enum Color {
          RED,
          GREEN,
          BLUE
        }
      }
      """;

  /** What every program begins with. */
  private static final String BEGINNING =
      """
      package generated;

      import static generated.Common.*;

      import java.util.function.IntBinaryOperator;
      import java.util.function.LongToIntFunction;

      final class PROGRAM {
        sealed interface Shape permits Circle, Square, Line {
          int area(int factor);

          default long weight() {
            return area(3) * 1_000_003L;
          }
        }

        static Shape shape(int kind) {
          return switch (kind & 3) {
            case 0 -> new Circle(kind);
            case 1 -> new Square((short) kind);
            default -> new Line(kind * 65537L, new Circle(kind >> 3));
          };
        }
      """;

  private final Choice choice;
  private final StringBuilder out = new StringBuilder();
  private final String name;
  private final ExpressionGenerator expressions;

  private ProgramGenerator(String name, long seed) {
    this.name = name;
    choice = new Choice(seed);
    expressions = new ExpressionGenerator(choice);
  }

  /** Returns the source of class {@code generated.name}. */
  static String program(String name, long seed) {
    return new ProgramGenerator(name, seed).generate();
  }

  private String generate() {
    out.append(BEGINNING.replace("PROGRAM", name));
    fields();
    shapes();
    animals();
    List<Scope.Method> methods = new ArrayList<>();
    int count = 2 + choice.below(3);
    for (int i = 0; i < count; i++) {
      Scope.Method method = signature("m" + i);
      method(method, methods);
      methods.add(method);
    }
    main(methods);
    return out.append("}\n").toString();
  }

  private void fields() {
    for (Type type : Type.values()) {
      String field = ExpressionGenerator.field(type);
      out.append("\n  static %s %s = %s;\n".formatted(type.keyword(), field, choice.literal(type)));
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        elements.add(choice.literal(type));
      }
      out.append(
          "  static %s[] %ss = {%s};\n"
              .formatted(type.keyword(), field, String.join(", ", elements)));
    }
  }

  private void shapes() {
    shape("Circle(int radius)", new Scope.Variable("radius", Type.INT, false, true), true);
    shape("Square(short side)", new Scope.Variable("side", Type.SHORT, false, true), false);
    shape(
        "Line(long length, Shape next)",
        new Scope.Variable("length", Type.LONG, false, true),
        true);
  }

  private void shape(String header, Scope.Variable component, boolean hasWeight) {
    out.append("\n  record %s implements Shape {\n".formatted(header));
    override("public int area(int factor)", Type.INT, component, factor(Type.INT));
    if (hasWeight) {
      override("public long weight()", Type.LONG, component, component);
    }
    out.append("  }\n");
  }

  private static Scope.Variable factor(Type type) {
    return new Scope.Variable("factor", type, false, true);
  }

  private void override(
      String signature, Type result, Scope.Variable first, Scope.Variable second) {
    Scope scope = new Scope(List.of(), Optional.empty());
    scope.declare(first);
    scope.declare(second);
    // Shapes and animals call each other; the fuel ends that.
    out.append(
        "    @Override\n    %s {\n      return burn() ? %s : %s;\n    }\n"
            .formatted(signature, expressions.of(result, scope, 3), choice.literal(result)));
  }

  private void animals() {
    out.append(
        "\n  static class Animal {\n    int sound(int factor) {\n      return factor;\n    }\n  }\n");
    for (String type : List.of("Cat", "Dog", "Cow")) {
      String parent = type.equals("Cow") ? "Cat" : "Animal";
      out.append("\n  static class %s extends %s {\n".formatted(type, parent));
      override("int sound(int factor)", Type.INT, factor(Type.INT), factor(Type.INT));
      out.append("  }\n");
    }
    out.append("\n  static Animal[] animals = {new Cat(), new Dog(), new Cow(), new Animal()};\n");
  }

  private Scope.Method signature(String method) {
    List<Type> parameters = new ArrayList<>();
    int count = choice.below(5);
    for (int i = 0; i < count; i++) {
      parameters.add(choice.among(Type.values()));
    }
    return new Scope.Method(method, choice.among(Type.values()), parameters);
  }

  private void method(Scope.Method method, List<Scope.Method> callable) {
    Scope scope = new Scope(callable, Optional.of(method.result()));
    List<String> parameters = new ArrayList<>();
    for (Type type : method.parameters()) {
      String parameter = choice.name("p");
      boolean isFinal = choice.in(1, 2);
      parameters.add((isFinal ? "final " : "") + type.keyword() + " " + parameter);
      scope.declare(new Scope.Variable(parameter, type, !isFinal, isFinal));
    }
    out.append(
        "\n  static %s %s(%s) {\n"
            .formatted(method.result().keyword(), method.name(), String.join(", ", parameters)));
    out.append("    if (!burn()) return %s;\n".formatted(choice.literal(method.result())));
    new StatementGenerator(choice, out, 2)
        .block(scope, 3 + choice.below(4), choice.among(1, 2, 2, 3));
    out.append("    return %s;\n  }\n".formatted(expressions.of(method.result(), scope, 3)));
  }

  private void main(List<Scope.Method> methods) {
    out.append("\n  static void run() {\n    fuel = %d;\n    lines = %d;\n".formatted(FUEL, LINES));
    for (int i = 0; i < 2; i++) {
      for (Scope.Method method : methods) {
        List<String> arguments = method.parameters().stream().map(choice::literal).toList();
        out.append(
            """
                lines += 12;
                fuel += 60;
                try {
                  show(%1$s(%2$s));
                } catch (RuntimeException thrown) {
                  show(thrown);
                }
            """
                .formatted(method.name(), String.join(", ", arguments)));
      }
    }
    out.append("    lines = 200;\n");
    for (Type type : Type.values()) {
      String field = ExpressionGenerator.field(type);
      out.append("    show(%s);\n".formatted(field));
      out.append("    for (%s each : %ss) show(each);\n".formatted(type.keyword(), field));
    }
    out.append("  }\n");
  }
}
