package org.demitasse.conformance.random;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Makes expressions. Each is enclosed so that it can stand anywhere; it may throw, and it has an
 * effect on fields where it calls methods. {@link ProgramGenerator} has the fields, classes and
 * methods that every program holds.
 */
final class ExpressionGenerator {
  private static final List<Type> NUMERIC =
      List.of(Type.BYTE, Type.SHORT, Type.CHAR, Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE);

  private final Choice choice;

  ExpressionGenerator(Choice choice) {
    this.choice = choice;
  }

  /**
   * Returns an expression.
   *
   * @param depth how deeply it may nest
   */
  String of(Type type, Scope scope, int depth) {
    if (depth <= 0) {
      return leaf(type, scope);
    }
    if (choice.in(1, 6)) {
      return general(type, scope, depth);
    }
    return switch (type) {
      case BOOLEAN -> truth(scope, depth);
      case BYTE, SHORT, CHAR ->
          "((%s) %s)".formatted(type.keyword(), of(choice.of(NUMERIC), scope, depth - 1));
      case INT -> integer(scope, depth);
      case LONG -> longInteger(scope, depth);
      case FLOAT, DOUBLE -> floating(type, scope, depth);
      case STRING -> text(scope, depth);
    };
  }

  private String leaf(Type type, Scope scope) {
    List<Scope.Variable> variables = scope.variables(type);
    if (!variables.isEmpty() && choice.in(3, 5)) {
      return choice.of(variables).name();
    }
    return choice.in(1, 3) ? field(type) : choice.literal(type);
  }

  static String field(Type type) {
    return type.keyword().toLowerCase(Locale.ROOT) + "Field";
  }

  /** What any type can be. */
  private String general(Type type, Scope scope, int depth) {
    List<Scope.Method> methods = scope.methods(type);
    return switch (choice.below(5)) {
      case 0 ->
          "(%s ? %s : %s)"
              .formatted(
                  of(Type.BOOLEAN, scope, depth - 1),
                  of(type, scope, depth - 1),
                  of(type, scope, depth - 1));
      case 1 -> switchExpression(type, scope, depth);
      case 2 -> element(type, scope, depth);
      case 3 -> {
        String same = "same(%s)".formatted(of(type, scope, depth - 1));
        yield type.isNarrow() ? "((%s) %s)".formatted(type.keyword(), same) : same;
      }
      default -> methods.isEmpty() ? leaf(type, scope) : call(choice.of(methods), scope, depth);
    };
  }

  private String call(Scope.Method method, Scope scope, int depth) {
    return method.parameters().stream()
        .map(parameter -> of(parameter, scope, depth - 1))
        .collect(Collectors.joining(", ", method.name() + "(", ")"));
  }

  private String switchExpression(Type type, Scope scope, int depth) {
    int first = choice.below(4);
    return switch (choice.below(3)) {
      case 0 ->
          "(switch (%s & 7) { case %d -> %s; case %d, %d -> { %s y = %s; yield y; } default -> %s; })"
              .formatted(
                  of(Type.INT, scope, depth - 1),
                  first,
                  of(type, scope, depth - 1),
                  first + 1,
                  first + 3,
                  type.keyword(),
                  of(type, scope, 0),
                  of(type, scope, depth - 1));
      case 1 ->
          "(switch (Color.values()[%s & 3]) { case RED -> %s; case GREEN, BLUE -> %s; })"
              .formatted(
                  of(Type.INT, scope, depth - 1),
                  of(type, scope, depth - 1),
                  of(type, scope, depth - 1));
      default -> {
        String circle = choice.name("r");
        String line = choice.name("r");
        Scope withCircle = scope.block();
        withCircle.declare(new Scope.Variable(circle, Type.INT, false, true));
        yield "(switch (shape(%s)) { case Circle(int %s) when %s > %s -> %s; case Circle c%s -> %s; case Square s%s -> %s; case Line(long %s, Shape n%s) -> %s; })"
            .formatted(
                of(Type.INT, scope, depth - 1),
                circle,
                circle,
                // Here, too, only what is final may be named.
                of(Type.INT, scope.lambda(), 0),
                of(type, withCircle, depth - 1),
                circle,
                of(type, scope, depth - 1),
                circle,
                of(type, scope, depth - 1),
                line,
                circle,
                of(type, scope, depth - 1));
      }
    };
  }

  /** An element of an array; the index is mostly right. */
  private String element(Type type, Scope scope, int depth) {
    String index = of(Type.INT, scope, depth - 1);
    return "%ss[%s]".formatted(field(type), choice.in(9, 10) ? "same(" + index + ") & 3" : index);
  }

  private String truth(Scope scope, int depth) {
    Type type = choice.of(NUMERIC);
    return switch (choice.below(8)) {
      case 0, 1, 2, 3 ->
          "(%s %s %s)"
              .formatted(
                  of(type, scope, depth - 1),
                  choice.among("<", "<=", ">", ">=", "==", "!="),
                  of(choice.of(NUMERIC), scope, depth - 1));
      case 4 ->
          "(%s %s %s)"
              .formatted(
                  of(Type.BOOLEAN, scope, depth - 1),
                  choice.among("&&", "||", "&", "|", "^", "==", "!="),
                  of(Type.BOOLEAN, scope, depth - 1));
      case 5 -> "(!%s)".formatted(of(Type.BOOLEAN, scope, depth - 1));
      case 6 -> {
        String name = choice.name("p");
        yield "(box(%s) instanceof Integer %s && %s > %s)"
            .formatted(of(Type.INT, scope, depth - 1), name, name, of(Type.INT, scope, depth - 1));
      }
      default ->
          "%s.equals(%s)".formatted(of(Type.STRING, scope, depth - 1), of(Type.STRING, scope, 0));
    };
  }

  private String integer(Scope scope, int depth) {
    return switch (choice.below(13)) {
      case 0, 1, 2, 3 ->
          "(%s %s %s)"
              .formatted(
                  of(narrowOrInt(), scope, depth - 1),
                  choice.among("+", "-", "*", "&", "|", "^"),
                  of(narrowOrInt(), scope, depth - 1));
      case 4 ->
          "(%s %s %s)"
              .formatted(
                  of(Type.INT, scope, depth - 1),
                  choice.among("/", "%"),
                  choice.in(3, 4)
                      ? "(" + of(Type.INT, scope, depth - 1) + " | 1)"
                      : of(Type.INT, scope, depth - 1));
      case 5, 6 ->
          "(%s %s %s)"
              .formatted(
                  of(narrowOrInt(), scope, depth - 1),
                  choice.among("<<", ">>", ">>>"),
                  of(choice.among(Type.INT, Type.LONG, Type.BYTE), scope, depth - 1));
      case 7 ->
          "(%s%s)".formatted(choice.among("-", "~", "+"), of(narrowOrInt(), scope, depth - 1));
      case 8, 9 -> "((int) %s)".formatted(of(choice.of(NUMERIC), scope, depth - 1));
      case 10 ->
          choice.among(
              "%s.length()".formatted(of(Type.STRING, scope, depth - 1)),
              "%s.hashCode()".formatted(of(Type.STRING, scope, depth - 1)),
              "%s.charAt(%s)".formatted(of(Type.STRING, scope, depth - 1), of(Type.INT, scope, 0)),
              "%ss.length".formatted(field(choice.of(NUMERIC))));
      case 11 ->
          choice.among(
              "animals[same(%s) & 3].sound(%s)"
                  .formatted(of(Type.INT, scope, 0), of(Type.INT, scope, depth - 1)),
              "shape(%s).area(%s)"
                  .formatted(of(Type.INT, scope, 0), of(Type.INT, scope, depth - 1)),
              "Color.valueOf(\"GREEN\").ordinal()");
      default -> lambda(scope, depth);
    };
  }

  private Type narrowOrInt() {
    return choice.in(3, 4) ? Type.INT : choice.among(Type.BYTE, Type.SHORT, Type.CHAR);
  }

  private String lambda(Scope scope, int depth) {
    if (!scope.lambdas().isEmpty() && choice.in(2, 3)) {
      return "%s.applyAsInt(%s, %s)"
          .formatted(
              choice.of(scope.lambdas()),
              of(Type.INT, scope, depth - 1),
              of(Type.INT, scope, depth - 1));
    }
    String name = choice.name("v");
    Scope body = scope.lambda();
    body.declare(new Scope.Variable(name, Type.LONG, false, true));
    return "((LongToIntFunction) %s -> %s).applyAsInt(%s)"
        .formatted(name, of(Type.INT, body, depth - 1), of(Type.LONG, scope, depth - 1));
  }

  private String longInteger(Scope scope, int depth) {
    return switch (choice.below(8)) {
      case 0, 1, 2 ->
          "(%s %s %s)"
              .formatted(
                  of(Type.LONG, scope, depth - 1),
                  choice.among("+", "-", "*", "&", "|", "^"),
                  of(choice.among(Type.LONG, Type.INT, Type.CHAR), scope, depth - 1));
      case 3 ->
          "(%s %s %s)"
              .formatted(
                  of(Type.LONG, scope, depth - 1),
                  choice.among("/", "%"),
                  choice.in(3, 4)
                      ? "(" + of(Type.LONG, scope, depth - 1) + " | 1L)"
                      : of(Type.LONG, scope, depth - 1));
      case 4 ->
          "(%s %s %s)"
              .formatted(
                  of(Type.LONG, scope, depth - 1),
                  choice.among("<<", ">>", ">>>"),
                  of(choice.among(Type.INT, Type.LONG), scope, depth - 1));
      case 5 -> "(%s%s)".formatted(choice.among("-", "~"), of(Type.LONG, scope, depth - 1));
      case 6 -> "shape(%s).weight()".formatted(of(Type.INT, scope, depth - 1));
      default -> "((long) %s)".formatted(of(choice.of(NUMERIC), scope, depth - 1));
    };
  }

  private String floating(Type type, Scope scope, int depth) {
    List<Type> others =
        type == Type.FLOAT
            ? List.of(Type.FLOAT, Type.INT, Type.LONG, Type.BYTE)
            : List.of(Type.DOUBLE, Type.FLOAT, Type.INT, Type.LONG, Type.CHAR);
    return switch (choice.below(8)) {
      case 0, 1, 2 ->
          "(%s %s %s)"
              .formatted(
                  of(type, scope, depth - 1),
                  choice.among("+", "-", "*", "/"),
                  of(choice.of(others), scope, depth - 1));
      case 3 ->
          // Contracted to one instruction it would be rounded once only.
          "(%s * %s %s %s)"
              .formatted(
                  of(type, scope, depth - 1),
                  of(type, scope, depth - 1),
                  choice.among("+", "-"),
                  of(type, scope, depth - 1));
      case 4 -> "(%s %% %s)".formatted(of(type, scope, depth - 1), of(type, scope, depth - 1));
      case 5 -> "(-%s)".formatted(of(type, scope, depth - 1));
      default -> "((%s) %s)".formatted(type.keyword(), of(choice.of(NUMERIC), scope, depth - 1));
    };
  }

  private String text(Scope scope, int depth) {
    return switch (choice.below(5)) {
      case 0, 1 -> "cut(%s + %s)".formatted(of(Type.STRING, scope, depth - 1), part(scope, depth));
      case 2 ->
          "cut(%s + %s + \"/\" + %s)"
              .formatted(part(scope, depth), of(Type.STRING, scope, 0), part(scope, depth));
      case 3 -> "%s.substring(%s)".formatted(of(Type.STRING, scope, depth - 1), choice.below(3));
      default -> "String.valueOf(%s)".formatted(part(scope, depth));
    };
  }

  /** Something to concatenate; characters are kept printable. */
  private String part(Scope scope, int depth) {
    Type type = choice.among(Type.values());
    return type == Type.CHAR
        ? "(char) (' ' + (%s & 63))".formatted(of(Type.INT, scope, depth - 1))
        : of(type, scope, depth - 1);
  }
}
