package org.demitasse.conformance.algorithms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** An expression language, a stack machine, Brainfuck and a small Lisp. */
public final class Interpreters {
  private Interpreters() {}

  public static void main(String[] args) {
    expressions();
    machine();
    brainfuck();
    lisp();
  }

  private sealed interface Expression permits Constant, Variable, Binary, Negation, Call {}

  private record Constant(double value) implements Expression {}

  private record Variable(String name) implements Expression {}

  private record Binary(char operator, Expression left, Expression right) implements Expression {}

  private record Negation(Expression operand) implements Expression {}

  private record Call(String function, List<Expression> arguments) implements Expression {}

  private static final class ExpressionParser {
    private final String text;
    private int at;

    ExpressionParser(String text) {
      this.text = text.replace(" ", "");
    }

    private char look() {
      return at < text.length() ? text.charAt(at) : '$';
    }

    Expression parse() {
      Expression result = sum();
      if (look() != '$') {
        throw new IllegalArgumentException("unexpected '" + look() + "' at " + at);
      }
      return result;
    }

    private Expression sum() {
      Expression left = product();
      while (look() == '+' || look() == '-') {
        left = new Binary(text.charAt(at++), left, product());
      }
      return left;
    }

    private Expression product() {
      Expression left = power();
      while (look() == '*' || look() == '/' || look() == '%') {
        left = new Binary(text.charAt(at++), left, power());
      }
      return left;
    }

    private Expression power() {
      Expression base = atom();
      if (look() == '^') {
        at++;
        return new Binary('^', base, power());
      }
      return base;
    }

    private Expression atom() {
      if (look() == '-') {
        at++;
        return new Negation(power());
      }
      if (look() == '(') {
        at++;
        Expression inner = sum();
        close();
        return inner;
      }
      int start = at;
      while (Character.isLetterOrDigit(look()) || look() == '.') {
        at++;
      }
      String word = text.substring(start, at);
      if (word.isEmpty()) {
        throw new IllegalArgumentException("operand expected at " + at);
      }
      if (Character.isDigit(word.charAt(0))) {
        return new Constant(Double.parseDouble(word));
      }
      if (look() != '(') {
        return new Variable(word);
      }
      at++;
      List<Expression> arguments = new ArrayList<>();
      while (look() != ')') {
        arguments.add(sum());
        if (look() == ',') {
          at++;
        }
      }
      close();
      return new Call(word, arguments);
    }

    private void close() {
      if (look() != ')') {
        throw new IllegalArgumentException("')' expected at " + at);
      }
      at++;
    }
  }

  private static final Map<Character, DoubleBinaryOperator> OPERATORS =
      Map.of(
          '+',
          (a, b) -> a + b,
          '-',
          (a, b) -> a - b,
          '*',
          (a, b) -> a * b,
          '/',
          (a, b) -> a / b,
          '%',
          (a, b) -> a % b,
          '^',
          Interpreters::raise);

  private static double raise(double base, double exponent) {
    double result = 1;
    for (int i = 0; i < (int) exponent; i++) {
      result *= base;
    }
    return result;
  }

  private static double evaluate(Expression e, Map<String, Double> variables) {
    return switch (e) {
      case Constant c -> c.value();
      case Variable(String name) when variables.containsKey(name) -> variables.get(name);
      case Variable(String name) -> throw new IllegalArgumentException("unknown variable " + name);
      case Binary(char operator, Expression l, Expression r) ->
          OPERATORS.get(operator).applyAsDouble(evaluate(l, variables), evaluate(r, variables));
      case Negation(Expression operand) -> -evaluate(operand, variables);
      case Call(String function, List<Expression> arguments) ->
          switch (function) {
            case "max" ->
                arguments.stream().mapToDouble(a -> evaluate(a, variables)).max().orElseThrow();
            case "sum" -> arguments.stream().mapToDouble(a -> evaluate(a, variables)).sum();
            case "sqrt" -> Math.sqrt(evaluate(arguments.get(0), variables));
            default -> throw new IllegalArgumentException("unknown function " + function);
          };
    };
  }

  private static Expression derive(Expression e, String by) {
    return switch (e) {
      case Constant c -> new Constant(0);
      case Variable(String name) -> new Constant(name.equals(by) ? 1 : 0);
      case Negation(Expression operand) -> new Negation(derive(operand, by));
      case Binary(char o, Expression l, Expression r) when o == '+' || o == '-' ->
          new Binary(o, derive(l, by), derive(r, by));
      case Binary(char o, Expression l, Expression r) when o == '*' ->
          new Binary('+', new Binary('*', derive(l, by), r), new Binary('*', l, derive(r, by)));
      default -> throw new UnsupportedOperationException(e.getClass().getSimpleName());
    };
  }

  private static Expression simplify(Expression e) {
    if (e instanceof Binary(char o, Expression left, Expression right)) {
      Expression l = simplify(left);
      Expression r = simplify(right);
      if (l instanceof Constant(double a) && r instanceof Constant(double b)) {
        return new Constant(OPERATORS.get(o).applyAsDouble(a, b));
      }
      if (o == '*'
          && (l instanceof Constant(double a) && a == 0
              || r instanceof Constant(double b) && b == 0)) {
        return new Constant(0);
      }
      if (o == '*' && l instanceof Constant(double a) && a == 1
          || o == '+' && l instanceof Constant(double b) && b == 0) {
        return r;
      }
      if (o == '*' && r instanceof Constant(double a) && a == 1
          || o == '+' && r instanceof Constant(double b) && b == 0) {
        return l;
      }
      return new Binary(o, l, r);
    }
    return e;
  }

  private static void expressions() {
    Map<String, Double> variables = Map.of("x", 3.0, "y", -0.5);
    for (String text :
        new String[] {
          "1 + 2 * 3",
          "(1+2)*3 - -4",
          "2^3^2 / 4",
          "x*x + y",
          "max(1, x, sum(x, y, 2))",
          "sqrt(x*x*16) % 5",
          "1 +",
          "2 * (3",
          "z",
          "foo(1)",
          "1 $ 2",
          "10/0 - 10/0"
        }) {
      try {
        System.out.println(text + " = " + evaluate(new ExpressionParser(text).parse(), variables));
      } catch (IllegalArgumentException e) {
        System.out.println(text + ": " + e.getMessage());
      }
    }
    System.out.println(simplify(derive(new ExpressionParser("x*x + 3*x + y").parse(), "x")));
  }

  private enum Code {
    PUSH,
    LOAD,
    STORE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    LESS,
    JUMP,
    JUMP_IF_ZERO,
    CALL,
    RETURN,
    PRINT,
    HALT
  }

  private static void machine() {
    int[] program = {
      Code.PUSH.ordinal(),
      10,
      Code.CALL.ordinal(),
      7,
      Code.PRINT.ordinal(),
      Code.HALT.ordinal(),
      0,
      // 7: factorial of the argument in variable 0 of its frame
      Code.LOAD.ordinal(),
      0,
      Code.PUSH.ordinal(),
      2,
      Code.LESS.ordinal(),
      Code.JUMP_IF_ZERO.ordinal(),
      17,
      Code.PUSH.ordinal(),
      1,
      Code.RETURN.ordinal(),
      // 17
      Code.LOAD.ordinal(),
      0,
      Code.LOAD.ordinal(),
      0,
      Code.PUSH.ordinal(),
      1,
      Code.SUBTRACT.ordinal(),
      Code.CALL.ordinal(),
      7,
      Code.MULTIPLY.ordinal(),
      Code.RETURN.ordinal(),
    };
    long[] stack = new long[256];
    int[] frames = new int[64];
    int sp = 0;
    int fp = 0;
    int frame = 0;
    int steps = 0;
    Code[] codes = Code.values();
    for (int pc = 0; ; ) {
      steps++;
      switch (codes[program[pc++]]) {
        case PUSH -> stack[sp++] = program[pc++];
        case LOAD -> stack[sp++] = stack[fp + program[pc++]];
        case STORE -> stack[fp + program[pc++]] = stack[--sp];
        case ADD -> {
          sp--;
          stack[sp - 1] += stack[sp];
        }
        case SUBTRACT -> {
          sp--;
          stack[sp - 1] -= stack[sp];
        }
        case MULTIPLY -> {
          sp--;
          stack[sp - 1] *= stack[sp];
        }
        case LESS -> {
          sp--;
          stack[sp - 1] = stack[sp - 1] < stack[sp] ? 1 : 0;
        }
        case JUMP -> pc = program[pc];
        case JUMP_IF_ZERO -> pc = stack[--sp] == 0 ? program[pc] : pc + 1;
        case CALL -> {
          frames[frame++] = pc + 1;
          frames[frame++] = fp;
          fp = sp - 1;
          pc = program[pc];
        }
        case RETURN -> {
          long result = stack[--sp];
          sp = fp;
          stack[sp++] = result;
          fp = frames[--frame];
          pc = frames[--frame];
        }
        case PRINT -> System.out.println("machine " + stack[--sp]);
        case HALT -> {
          System.out.println("steps " + steps + " " + sp);
          return;
        }
      }
    }
  }

  private static void brainfuck() {
    String program =
        "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.";
    byte[] tape = new byte[100];
    int at = 0;
    StringBuilder out = new StringBuilder();
    for (int pc = 0; pc < program.length(); pc++) {
      switch (program.charAt(pc)) {
        case '>' -> at++;
        case '<' -> at--;
        case '+' -> tape[at]++;
        case '-' -> tape[at]--;
        case '.' -> out.append((char) tape[at]);
        case '[' -> {
          if (tape[at] == 0) {
            for (int depth = 1; depth > 0; ) {
              char c = program.charAt(++pc);
              depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            }
          }
        }
        case ']' -> {
          if (tape[at] != 0) {
            for (int depth = 1; depth > 0; ) {
              char c = program.charAt(--pc);
              depth += c == ']' ? 1 : c == '[' ? -1 : 0;
            }
          }
        }
        default -> {}
      }
    }
    System.out.println(out.toString().trim());
  }

  private interface Function {
    Object apply(List<Object> arguments);
  }

  private static final class Scope {
    private final Map<String, Object> names = new HashMap<>();
    private final Scope parent;

    Scope(Scope parent) {
      this.parent = parent;
    }

    Object find(String name) {
      for (Scope scope = this; scope != null; scope = scope.parent) {
        if (scope.names.containsKey(name)) {
          return scope.names.get(name);
        }
      }
      throw new IllegalStateException("unbound " + name);
    }
  }

  private static Object read(List<String> tokens) {
    String token = tokens.remove(0);
    if (token.equals("(")) {
      List<Object> list = new ArrayList<>();
      while (!tokens.get(0).equals(")")) {
        list.add(read(tokens));
      }
      tokens.remove(0);
      return list;
    }
    char first = token.charAt(token.length() - 1);
    return Character.isDigit(first) ? (Object) Long.valueOf(token) : token;
  }

  private static Object evaluate(Object form, Scope scope) {
    if (form instanceof Long) {
      return form;
    }
    if (form instanceof String name) {
      return scope.find(name);
    }
    List<?> list = (List<?>) form;
    if (list.get(0) instanceof String operator) {
      switch (operator) {
        case "if":
          return evaluate(
              evaluate(list.get(1), scope).equals(0L) ? list.get(3) : list.get(2), scope);
        case "define":
          scope.names.put((String) list.get(1), evaluate(list.get(2), scope));
          return list.get(1);
        case "lambda":
          List<?> parameters = (List<?>) list.get(1);
          return (Function)
              arguments -> {
                Scope local = new Scope(scope);
                for (int i = 0; i < parameters.size(); i++) {
                  local.names.put((String) parameters.get(i), arguments.get(i));
                }
                return evaluate(list.get(2), local);
              };
        default:
          break;
      }
    }
    Function function = (Function) evaluate(list.get(0), scope);
    List<Object> arguments = new ArrayList<>();
    for (Object argument : list.subList(1, list.size())) {
      arguments.add(evaluate(argument, scope));
    }
    return function.apply(arguments);
  }

  private static void lisp() {
    Scope global = new Scope(null);
    global.names.put("+", (Function) a -> (Long) a.get(0) + (Long) a.get(1));
    global.names.put("-", (Function) a -> (Long) a.get(0) - (Long) a.get(1));
    global.names.put("*", (Function) a -> (Long) a.get(0) * (Long) a.get(1));
    global.names.put("<", (Function) a -> (Long) a.get(0) < (Long) a.get(1) ? 1L : 0L);
    String[] program = {
      "(+ 1 (* 2 3))",
      "(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))",
      "(fib 15)",
      "(define adder (lambda (x) (lambda (y) (+ x y))))",
      "((adder 3) 4)",
      "(define compose (lambda (f g) (lambda (x) (f (g x)))))",
      "((compose (adder 10) (lambda (x) (* x x))) -7)",
      "(undefined 1)",
    };
    for (String line : program) {
      List<String> tokens =
          new ArrayList<>(
              List.of(line.replace("(", " ( ").replace(")", " ) ").trim().split("\\s+")));
      try {
        System.out.println(evaluate(read(tokens), global));
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
