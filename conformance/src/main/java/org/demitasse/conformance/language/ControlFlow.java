package org.demitasse.conformance.language;

/** Loops, labelled jumps, conditional and short-circuit expressions, evaluation order. */
public final class ControlFlow {
  private static int counter;

  private ControlFlow() {}

  public static void main(String[] args) {
    loops();
    labels();
    labelledBlocks();
    shortCircuit();
    evaluationOrder();
    conditionals();
    collatz();
    unreachableByCondition(3);
    nestedLoopsWithState();
  }

  private static void loops() {
    StringBuilder out = new StringBuilder();
    for (int i = 0, j = 10; i < j; i++, j -= 2) {
      out.append(i).append(':').append(j).append(' ');
    }
    int n = 5;
    do {
      out.append(n).append(',');
    } while (--n > 0);
    while (n < 3) {
      n++;
      if (n == 2) {
        continue;
      }
      out.append('w').append(n);
    }
    for (; ; ) {
      if (n++ > 6) {
        break;
      }
    }
    out.append(" n=").append(n);
    System.out.println(out);
    for (String word : new String[] {"a", "b", null, "d"}) {
      System.out.print(word + ";");
    }
    System.out.println();
    for (char c = 'a'; c <= 'e'; c += 2) {
      System.out.print(c);
    }
    System.out.println();
    for (byte b = 120; b > 0; b++) {
      System.out.print(b + " ");
    }
    System.out.println();
  }

  private static void labels() {
    int steps = 0;
    outer:
    for (int i = 0; i < 10; i++) {
      middle:
      for (int j = 0; j < 10; j++) {
        for (int k = 0; k < 10; k++) {
          steps++;
          if (k == 3) {
            continue middle;
          }
          if (j == 4) {
            continue outer;
          }
          if (i == 5) {
            break outer;
          }
        }
        steps += 1000;
      }
      steps += 100000;
    }
    System.out.println("steps " + steps);
    int found = -1;
    search:
    while (true) {
      do {
        found++;
        if (found % 7 == 6) {
          break search;
        }
      } while (found % 3 != 0);
      found++;
    }
    System.out.println("found " + found);
  }

  private static void labelledBlocks() {
    for (int i = 0; i < 4; i++) {
      StringBuilder trace = new StringBuilder();
      block:
      {
        trace.append('a');
        if (i == 0) {
          break block;
        }
        inner:
        {
          trace.append('b');
          if (i == 1) {
            break inner;
          }
          trace.append('c');
          if (i == 2) {
            break block;
          }
          trace.append('d');
        }
        trace.append('e');
      }
      trace.append('f');
      System.out.println(trace);
    }
  }

  private static boolean note(String name, boolean value) {
    System.out.print(name + " ");
    return value;
  }

  private static int next(String name) {
    System.out.print(name + counter + " ");
    return counter++;
  }

  private static void shortCircuit() {
    System.out.println(note("a", true) && note("b", false) || note("c", true));
    System.out.println(note("a", false) && note("b", true) || note("c", false));
    System.out.println(note("a", true) | note("b", true) & note("c", false));
    System.out.println(note("a", false) ^ note("b", true) || note("c", true));
    System.out.println(!note("a", false) && !(note("b", false) || note("c", false)));
    boolean value = true;
    value &= note("d", false);
    value |= note("e", true);
    value ^= note("f", true);
    System.out.println(value);
  }

  private static void evaluationOrder() {
    counter = 0;
    int[] array = new int[8];
    array[next("i")] = next("v") + next("w") * next("x");
    System.out.println(array[0]);
    array[next("i")] += next("y");
    System.out.println(array[4]);
    int i = 2;
    i = i++ + ++i * i-- - --i;
    System.out.println("i " + i);
    int j = 1;
    array[j] = j = 3;
    System.out.println(array[1] + " " + array[3] + " " + j);
    int k = 5;
    k += k++ * 2 + k;
    System.out.println("k " + k);
    System.out.println(three(next("p"), next("q"), next("r")));
  }

  private static int three(int a, int b, int c) {
    return a * 100 + b * 10 + c;
  }

  private static void conditionals() {
    for (int i = -2; i <= 2; i++) {
      String sign = i < 0 ? i < -1 ? "very negative" : "negative" : i == 0 ? "zero" : "positive";
      System.out.println(i + " " + sign);
    }
    char c = 'x';
    int zero = 0;
    System.out.println(true ? c : 0);
    System.out.println(true ? c : zero);
    System.out.println(false ? 1.0f : 'a');
    System.out.println((Object) (true ? 1 : 2.0));
    System.out.println(true ? null : 0);
    Object o = true ? (Object) 1 : "x";
    System.out.println(o.getClass().getName());
  }

  private static void collatz() {
    int longest = 0;
    int at = 0;
    for (int start = 1; start < 3000; start++) {
      int length = 0;
      long n = start;
      while (n != 1) {
        n = (n & 1) == 0 ? n / 2 : 3 * n + 1;
        length++;
      }
      if (length > longest) {
        longest = length;
        at = start;
      }
    }
    System.out.println("collatz " + at + " " + longest);
  }

  private static void unreachableByCondition(int n) {
    final boolean debug = false;
    if (debug) {
      System.out.println("never");
    }
    int result;
    if (n > 2) {
      result = 1;
    } else {
      result = 2;
    }
    System.out.println(result);
    while (n > 0) {
      n--;
      if (n == 1) {
        return;
      }
      System.out.println("n " + n);
    }
    System.out.println("not reached");
  }

  private static void nestedLoopsWithState() {
    int state = 0;
    StringBuilder trace = new StringBuilder();
    loop:
    for (int step = 0; ; step++) {
      switch (state) {
        case 0:
          trace.append("start ");
          state = 1;
          continue loop;
        case 1:
          trace.append("one ");
          state = step > 3 ? 3 : 2;
          break;
        case 2:
          trace.append("two ");
          state = 1;
          continue;
        default:
          trace.append("end");
          break loop;
      }
      trace.append(step).append(' ');
    }
    System.out.println(trace);
  }
}
