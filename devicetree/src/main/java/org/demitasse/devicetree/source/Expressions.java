package org.demitasse.devicetree.source;

import org.jspecify.annotations.Nullable;

/**
 * Integer expressions with the operators of C, all numbers unsigned and of 64 bits. Both sides of
 * {@code &&}, {@code ||} and {@code ?:} are evaluated, so that a wrong one is found.
 */
final class Expressions {
  /** Parentheses, signs and conditions inside of each other. */
  static final int MOST_NESTING = 64;

  /** Binary operators by how strongly they bind; an operator stands before its own beginnings. */
  private static final String[][] LEVELS = {
    {"||"},
    {"&&"},
    {"|"},
    {"^"},
    {"&"},
    {"==", "!="},
    {"<=", ">=", "<", ">"},
    {"<<", ">>"},
    {"+", "-"},
    {"*", "/", "%"},
  };

  private final Scanner scanner;
  private final Problems problems;
  private int nesting;

  Expressions(Scanner scanner, Problems problems) {
    this.scanner = scanner;
    this.problems = problems;
  }

  /** Begins anew: a statement before may have ended in the middle. */
  void reset() {
    nesting = 0;
  }

  /** Reads a number, a character or an expression in parentheses; null if there is none. */
  @Nullable Long optional() {
    int first = scanner.peek();
    if (first == '(') {
      scanner.accept('(');
      long value = conditional();
      scanner.expect(')', "the expression");
      return value;
    }
    Place place = scanner.place();
    String number = scanner.number();
    if (number != null) {
      return number(place, number);
    }
    byte[] character = scanner.character();
    if (character == null) {
      return null;
    }
    if (character.length != 1) {
      problems.report(
          place, character.length == 0 ? "the character is empty" : "more than one character");
      return 0L;
    }
    return character[0] & 0xFFL;
  }

  long primary(String expected) {
    Long value = optional();
    if (value == null) {
      throw scanner.unexpected(expected);
    }
    return value;
  }

  private long number(Place place, String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == 'U' || text.charAt(end - 1) == 'L')) {
      end--;
    }
    boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
    boolean octal = !hexadecimal && text.charAt(0) == '0';
    int base = hexadecimal ? 16 : octal ? 8 : 10;
    long value = 0;
    for (int i = hexadecimal ? 2 : 0; i < end; i++) {
      int digit = Character.digit(text.charAt(i), base);
      if (digit < 0) {
        problems.report(place, "\"" + text + "\" is no number of base " + base);
        return 0;
      }
      if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, base)) > 0) {
        problems.report(place, "\"" + text + "\" has more than 64 bits");
        return 0;
      }
      value = value * base + digit;
    }
    return value;
  }

  private long conditional() {
    if (++nesting > MOST_NESTING) {
      throw problems.syntax(
          scanner.place(), "the expression is nested deeper than " + MOST_NESTING + " levels");
    }
    long value = binary(0);
    if (scanner.accept('?')) {
      long ifTrue = conditional();
      scanner.expect(':', "the first value of the condition");
      long ifFalse = conditional();
      value = value != 0 ? ifTrue : ifFalse;
    }
    nesting--;
    return value;
  }

  private long binary(int level) {
    if (level == LEVELS.length) {
      return unary();
    }
    long left = binary(level + 1);
    while (true) {
      Place place = scanner.place();
      String operator = operator(level);
      if (operator == null) {
        return left;
      }
      left = apply(place, operator, left, binary(level + 1));
    }
  }

  private @Nullable String operator(int level) {
    for (String each : LEVELS[level]) {
      if (scanner.looksAtOperator(each) && !isLonger(each)) {
        scanner.acceptOperator(each);
        return each;
      }
    }
    return null;
  }

  /** Whether what comes next only begins like the operator. */
  private boolean isLonger(String operator) {
    return switch (operator) {
      case "|" -> scanner.looksAtOperator("||");
      case "&" -> scanner.looksAtOperator("&&");
      case "<" -> scanner.looksAtOperator("<<");
      case ">" -> scanner.looksAtOperator(">>");
      default -> false;
    };
  }

  private long unary() {
    if (++nesting > MOST_NESTING) {
      throw problems.syntax(
          scanner.place(), "the expression is nested deeper than " + MOST_NESTING + " levels");
    }
    long value;
    if (scanner.accept('-')) {
      value = -unary();
    } else if (scanner.accept('~')) {
      value = ~unary();
    } else if (scanner.looksAtOperator("!") && !scanner.looksAtOperator("!=")) {
      scanner.accept('!');
      value = unary() == 0 ? 1 : 0;
    } else {
      value = primary("a number, a character or an expression in parentheses");
    }
    nesting--;
    return value;
  }

  private long apply(Place place, String operator, long left, long right) {
    return switch (operator) {
      case "||" -> truth(left != 0 || right != 0);
      case "&&" -> truth(left != 0 && right != 0);
      case "|" -> left | right;
      case "^" -> left ^ right;
      case "&" -> left & right;
      case "==" -> truth(left == right);
      case "!=" -> truth(left != right);
      case "<=" -> truth(Long.compareUnsigned(left, right) <= 0);
      case ">=" -> truth(Long.compareUnsigned(left, right) >= 0);
      case "<" -> truth(Long.compareUnsigned(left, right) < 0);
      case ">" -> truth(Long.compareUnsigned(left, right) > 0);
      case "<<" -> isShift(right) ? left << right : 0;
      case ">>" -> isShift(right) ? left >>> right : 0;
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      default -> divide(place, operator, left, right);
    };
  }

  private long divide(Place place, String operator, long left, long right) {
    if (right == 0) {
      problems.report(place, "division by zero");
      return 0;
    }
    return operator.equals("/")
        ? Long.divideUnsigned(left, right)
        : Long.remainderUnsigned(left, right);
  }

  private static boolean isShift(long count) {
    return count >= 0 && count < 64;
  }

  private static long truth(boolean value) {
    return value ? 1 : 0;
  }
}
