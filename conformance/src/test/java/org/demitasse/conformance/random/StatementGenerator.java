package org.demitasse.conformance.random;

import java.util.List;

/**
 * Makes statements. What leaves a block stands behind an {@code if}, so that nothing is
 * unreachable; every loop ends when the program's fuel is burnt.
 */
// The annotation that is missed would be the only use of its library.
@SuppressWarnings("AnnotateFormatMethod")
final class StatementGenerator {
  /** In the order in which {@code catch} may name them. */
  private static final List<String> CAUGHT =
      List.of(
          "ArithmeticException",
          "Fault",
          "ArrayIndexOutOfBoundsException",
          "ClassCastException",
          "IndexOutOfBoundsException",
          "NegativeArraySizeException",
          "RuntimeException");

  private static final int DEPTH = 3;

  /** Statements of a method, about; then its open blocks get no more than they need. */
  private static final int SIZE = 20;

  /** How deeply finally blocks nest: javac copies each to every way out. */
  private static final int FINALLY = 2;

  private final Choice choice;
  private final ExpressionGenerator expressions;
  private final StringBuilder out;
  private int indent;
  private int left = SIZE;
  private int openFinally;

  StatementGenerator(Choice choice, StringBuilder out, int indent) {
    this.choice = choice;
    this.out = out;
    this.indent = indent;
    expressions = new ExpressionGenerator(choice);
  }

  private void line(String format, Object... arguments) {
    out.append("  ".repeat(indent)).append(format.formatted(arguments)).append('\n');
  }

  private String expression(Type type, Scope scope) {
    return expressions.of(type, scope, choice.among(1, 2, 2, DEPTH));
  }

  private void open(String format, Object... arguments) {
    line(format, arguments);
    indent++;
  }

  private void close(String format, Object... arguments) {
    indent--;
    line(format, arguments);
  }

  /**
   * Writes statements.
   *
   * @param nesting how deeply blocks may still nest
   */
  void block(Scope scope, int count, int nesting) {
    for (int i = 0; i < count; i++) {
      statement(scope, nesting);
    }
  }

  private void inner(Scope scope, int nesting) {
    block(scope.block(), left < 0 ? 1 : 1 + choice.below(3), nesting - 1);
  }

  private void statement(Scope scope, int nesting) {
    if (--left < 0 || nesting <= 0) {
      simple(scope);
      return;
    }
    switch (choice.below(16)) {
      case 0, 1 -> {
        open("if (%s) {", expression(Type.BOOLEAN, scope));
        inner(scope, nesting);
        if (choice.in(1, 2)) {
          indent--;
          open("} else {");
          inner(scope, nesting);
        }
        close("}");
      }
      case 2, 3 -> loop(scope, nesting);
      case 4, 5, 6 -> tryStatement(scope, nesting);
      case 7 -> oldSwitch(scope, nesting);
      case 8 -> textSwitch(scope, nesting);
      case 9 -> {
        open("synchronized (LOCK) {");
        inner(scope, nesting);
        close("}");
      }
      case 10 -> exit(scope);
      default -> simple(scope);
    }
  }

  private void simple(Scope scope) {
    switch (choice.below(12)) {
      case 0, 1, 2 -> declaration(scope);
      case 3, 4, 5 -> assignment(scope);
      case 6 -> {
        Type type = choice.among(Type.values());
        line("%s = %s;", ExpressionGenerator.field(type), expression(type, scope));
      }
      case 7 -> {
        Type type = choice.among(Type.values());
        String index = expressions.of(Type.INT, scope, 1);
        line(
            "%ss[%s] = %s;",
            ExpressionGenerator.field(type),
            choice.in(5, 6) ? "same(" + index + ") & 3" : index,
            expression(type, scope));
      }
      case 8 -> {
        String name = choice.name("f");
        String left = choice.name("a");
        String right = choice.name("b");
        Scope body = scope.lambda();
        body.declare(new Scope.Variable(left, Type.INT, false, true));
        body.declare(new Scope.Variable(right, Type.INT, false, true));
        line(
            "final IntBinaryOperator %s = (%s, %s) -> %s;",
            name, left, right, expression(Type.INT, body));
        scope.declareLambda(name);
      }
      case 9 ->
          line(
              choice.among(
                  "Object[] %1$s = new String[1]; %1$s[0] = box(%2$s);",
                  "Object %1$s = box(%2$s); intField += (Integer) %1$s;",
                  "int[] %1$s = new int[%2$s >> 22]; intField += %1$s.length;"),
              choice.name("o"),
              expression(Type.INT, scope));
      default -> {
        Type type = choice.among(Type.values());
        line("show(%s);", expression(type, scope));
      }
    }
  }

  private void declaration(Scope scope) {
    Type type = choice.among(Type.values());
    String name = choice.name("x");
    boolean isFinal = choice.in(1, 3);
    line("%s%s %s = %s;", isFinal ? "final " : "", type.keyword(), name, expression(type, scope));
    scope.declare(new Scope.Variable(name, type, !isFinal, isFinal));
  }

  private void assignment(Scope scope) {
    List<Scope.Variable> variables = scope.assignable();
    if (variables.isEmpty()) {
      declaration(scope);
      return;
    }
    Scope.Variable variable = choice.of(variables);
    Type type = variable.type();
    if (type.isNumeric() && choice.in(1, 2)) {
      if (choice.in(1, 3)) {
        line(
            choice.among("%s++;", "--%s;", "show(%s++);", "show(++%s);", "show(%s--);"),
            variable.name());
        return;
      }
      boolean shift = type.isIntegral() && choice.in(1, 3);
      String operator =
          shift
              ? choice.among("<<=", ">>=", ">>>=")
              : type.isIntegral()
                  ? choice.among("+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=")
                  : choice.among("+=", "-=", "*=", "/=", "%=");
      boolean bits = "&|^".indexOf(operator.charAt(0)) >= 0;
      Type operand =
          shift || bits
              ? choice.among(Type.INT, Type.LONG, Type.BYTE)
              : choice.among(Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE, Type.SHORT);
      line("%s %s %s;", variable.name(), operator, expression(operand, scope));
      return;
    }
    line("%s = %s;", variable.name(), expression(type, scope));
  }

  private void loop(Scope scope, int nesting) {
    String label = choice.name("loop");
    Scope body = scope.block();
    body.openLoop(label);
    switch (choice.below(4)) {
      case 0 -> {
        String name = choice.name("i");
        int from = choice.below(5) - 2;
        open(
            "%s: for (int %s = %d; %s < %d && burn(); %s += %d) {",
            label, name, from, name, from + choice.below(7), name, 1 + choice.below(2));
        body.declare(new Scope.Variable(name, Type.INT, false, false));
        block(body, 1 + choice.below(3), nesting - 1);
        close("}");
      }
      case 1 -> {
        open("%s: while (%s && burn()) {", label, expression(Type.BOOLEAN, scope));
        block(body, 1 + choice.below(3), nesting - 1);
        close("}");
      }
      case 2 -> {
        open("%s: do {", label);
        block(body, 1 + choice.below(3), nesting - 1);
        close("} while (%s && burn());", expression(Type.BOOLEAN, scope));
      }
      default -> {
        Type type = choice.among(Type.values());
        String name = choice.name("e");
        open(
            "%s: for (%s %s : %ss) {",
            label, type.keyword(), name, ExpressionGenerator.field(type));
        line("if (!burn()) break;");
        body.declare(new Scope.Variable(name, type, true, false));
        block(body, 1 + choice.below(3), nesting - 1);
        close("}");
      }
    }
  }

  private void exit(Scope scope) {
    String condition = expression(Type.BOOLEAN, scope);
    List<String> labels = scope.labels();
    if (!labels.isEmpty() && choice.in(1, 2)) {
      line("if (%s) %s %s;", condition, choice.among("break", "continue"), choice.of(labels));
    } else if (scope.result().isPresent() && choice.in(1, 2)) {
      line("if (%s) return %s;", condition, expression(scope.result().get(), scope));
    } else {
      line("if (%s) throw new Fault(%s);", condition, expression(Type.INT, scope));
    }
  }

  private void tryStatement(Scope scope, int nesting) {
    boolean mayClose = openFinally < FINALLY;
    boolean resource = mayClose && choice.in(1, 4);
    int first = choice.below(CAUGHT.size());
    boolean second = first + 1 < CAUGHT.size() && choice.in(1, 2);
    boolean last = mayClose && choice.in(1, 2);
    boolean caught = !(last || resource) || choice.in(3, 4);
    openFinally += last || resource ? 1 : 0;
    if (resource) {
      open("try (Door %s = new Door(%s)) {", choice.name("d"), expression(Type.INT, scope));
    } else {
      open("try {");
    }
    inner(scope, nesting);
    exit(scope);
    if (caught) {
      catchClause(CAUGHT.get(first), scope, nesting);
      if (second) {
        int next = first + 1 + choice.below(CAUGHT.size() - first - 1);
        catchClause(CAUGHT.get(next), scope, nesting);
      }
    }
    if (last) {
      indent--;
      open("} finally {");
      inner(scope, nesting);
      if (choice.in(1, 4)) {
        exit(scope);
      }
    }
    openFinally -= last || resource ? 1 : 0;
    close("}");
  }

  private void catchClause(String type, Scope scope, int nesting) {
    indent--;
    String name = choice.name("t");
    open("} catch (%s %s) {", type, name);
    line("show(%s);", name);
    inner(scope, nesting);
    if (choice.in(1, 4)) {
      line("if (%s) throw %s;", expression(Type.BOOLEAN, scope), name);
    }
  }

  /** With falling through. */
  private void oldSwitch(Scope scope, int nesting) {
    int factor = choice.among(1, 1, 1000, 100_000_000);
    open("switch (%s %% 4 * %d) {", expression(Type.INT, scope), factor);
    for (int i = -1; i < 3; i++) {
      open("case %d:", i * factor);
      inner(scope, nesting);
      if (choice.in(2, 3)) {
        line("break;");
      }
      indent--;
    }
    open("default:");
    inner(scope, nesting);
    indent--;
    close("}");
  }

  private void textSwitch(Scope scope, int nesting) {
    open("switch (%s) {", expression(Type.STRING, scope));
    for (String text : List.of("", "a", "-1", "Aa", "BB")) {
      open("case \"%s\" -> {", text);
      inner(scope, nesting);
      close("}");
    }
    open("default -> {");
    inner(scope, nesting);
    close("}");
    close("}");
  }
}
