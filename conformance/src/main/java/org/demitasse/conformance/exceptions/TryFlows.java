package org.demitasse.conformance.exceptions;

/** Every way through try, catch and finally: normal, throw, return, break, continue, nesting. */
public final class TryFlows {
  private TryFlows() {}

  private static final StringBuilder TRACE = new StringBuilder();

  private static void log(Object event) {
    TRACE.append(event).append(' ');
  }

  private static void flush(String label) {
    System.out.println(label + ": " + TRACE);
    TRACE.setLength(0);
  }

  public static void main(String[] args) {
    for (int mode = 0; mode < 6; mode++) {
      try {
        log("result=" + basic(mode));
      } catch (RuntimeException | Error e) {
        log("escaped " + e.getMessage());
      }
      flush("basic " + mode);
    }
    for (int mode = 0; mode < 8; mode++) {
      try {
        nested(mode);
      } catch (RuntimeException e) {
        log("escaped " + e.getMessage());
      }
      flush("nested " + mode);
    }
    log(finallyReturns(0));
    log(finallyReturns(1));
    log(finallyChangesLocal());
    log(finallyChangesObject());
    flush("finally");
    loops();
    rethrowInHandler();
    rethrowCaughtBySameMethod();
    localsAfterCatch();
    deepUnwinding(20);
    exceptionsAsLoopControl();
    finallyThrows();
    nestedFinallies();
    tryInCatch();
    System.out.println(recursion(6));
    liveAcrossTry();
  }

  private static int basic(int mode) {
    try {
      log("try");
      if (mode == 1) {
        throw new IllegalStateException("one");
      }
      if (mode == 2) {
        throw new IllegalArgumentException("two");
      }
      if (mode == 3) {
        return 3;
      }
      if (mode == 4) {
        throw new Error("four");
      }
      if (mode == 5) {
        throw new NumberFormatException("subclass");
      }
      log("end");
    } catch (IllegalStateException e) {
      log("catch " + e.getMessage());
      return 1;
    } catch (IllegalArgumentException e) {
      log("argument " + e.getClass().getSimpleName());
    } finally {
      log("finally");
    }
    log("after");
    return 0;
  }

  private static void nested(int mode) {
    try {
      log("outer");
      try {
        log("inner");
        if (mode == 1) {
          throw new IllegalStateException("a");
        }
        if (mode == 2) {
          throw new ArithmeticException("b");
        }
        if (mode == 3) {
          throw new ClassCastException("c");
        }
        if (mode == 4) {
          return;
        }
      } catch (IllegalStateException e) {
        log("inner catch");
        if (mode == 1) {
          throw new ArithmeticException("from inner catch");
        }
      } finally {
        log("inner finally");
        if (mode == 5) {
          throw new ArithmeticException("from inner finally");
        }
      }
      if (mode == 6) {
        throw new ArithmeticException("after inner");
      }
    } catch (ArithmeticException e) {
      log("outer catch " + e.getMessage());
      if (mode == 6) {
        throw new UnsupportedOperationException("from outer catch");
      }
    } finally {
      log("outer finally");
    }
    log("end");
  }

  @SuppressWarnings("finally")
  private static int finallyReturns(int mode) {
    try {
      if (mode == 0) {
        return 1;
      }
      throw new IllegalStateException("lost");
    } finally {
      return 2;
    }
  }

  private static int finallyChangesLocal() {
    int x = 1;
    try {
      return x;
    } finally {
      x = 99;
      log("x" + x);
    }
  }

  private static StringBuilder finallyChangesObject() {
    StringBuilder b = new StringBuilder("returned");
    try {
      return b;
    } finally {
      b.append("+changed");
    }
  }

  @SuppressWarnings("finally")
  private static void loops() {
    for (int i = 0; i < 6; i++) {
      try {
        if (i == 1) {
          continue;
        }
        if (i == 4) {
          break;
        }
        log("body" + i);
      } finally {
        log("f" + i);
      }
    }
    flush("loop");
    outer:
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        try {
          try {
            if (j == 1) {
              continue outer;
            }
            if (i == 2) {
              break outer;
            }
            log(i + "" + j);
          } finally {
            log("i");
          }
        } finally {
          log("o");
        }
      }
    }
    flush("labels");
    int n = 0;
    while (true) {
      try {
        n++;
        throw new IllegalStateException();
      } finally {
        if (n < 3) {
          continue;
        }
        break;
      }
    }
    log(n);
    flush("swallowed");
  }

  private static void rethrowInHandler() {
    try {
      try {
        throw new IllegalStateException("first");
      } catch (IllegalStateException e) {
        log("handler");
        throw new IllegalArgumentException("second", e);
      } finally {
        log("finally");
      }
    } catch (IllegalArgumentException e) {
      log(e.getMessage() + "<-" + e.getCause().getMessage());
    }
    flush("rethrow");
  }

  private static void rethrowCaughtBySameMethod() {
    try {
      try {
        throw new RuntimeException("x");
      } catch (RuntimeException e) {
        throw new IllegalStateException("y");
      }
    } catch (IllegalStateException e) {
      log("caught " + e.getMessage());
    }
    try {
      try {
        try {
          throw new RuntimeException("1");
        } catch (RuntimeException e) {
          throw new RuntimeException(e.getMessage() + "2");
        }
      } catch (RuntimeException e) {
        throw new RuntimeException(e.getMessage() + "3");
      }
    } catch (RuntimeException e) {
      log(e.getMessage());
    }
    flush("same method");
  }

  private static void localsAfterCatch() {
    int a = 1;
    String s = "before";
    long l = 1L << 40;
    double d = 0.5;
    Object o = new int[] {7};
    for (int i = 0; i < 3; i++) {
      try {
        a += 10;
        s = s + i;
        l++;
        d *= 2;
        o = new int[] {i};
        if (i == 1) {
          throw new IllegalStateException();
        }
        a += 100;
      } catch (IllegalStateException e) {
        a += 1000;
        s = s + "!";
      }
    }
    System.out.println(a + " " + s + " " + l + " " + d + " " + ((int[]) o)[0]);
  }

  private static void deep(int n) {
    try {
      if (n == 0) {
        throw new IllegalStateException("deep");
      }
      deep(n - 1);
    } finally {
      log(n);
    }
  }

  private static void deepUnwinding(int n) {
    try {
      deep(n);
    } catch (IllegalStateException e) {
      log(e.getMessage());
    }
    flush("unwinding");
  }

  private static void exceptionsAsLoopControl() {
    int[] array = new int[10];
    int i = 0;
    int sum = 0;
    try {
      while (true) {
        sum += array[i] + i;
        i++;
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      System.out.println("ended at " + i + " " + sum);
    }
    int caught = 0;
    for (int k = 0; k < 2000; k++) {
      try {
        if (k % 3 == 0) {
          throw new IllegalStateException();
        }
        Integer.parseInt(k % 3 == 1 ? "1" : "x");
      } catch (IllegalStateException e) {
        caught += 1;
      } catch (NumberFormatException e) {
        caught += 10000;
      }
    }
    System.out.println("caught " + caught);
  }

  private static void finallyThrows() {
    try {
      try {
        throw new IllegalStateException("try");
      } finally {
        log("finally");
        Object o = "text";
        Integer i = (Integer) o;
        log(i);
      }
    } catch (ClassCastException e) {
      log("replaced");
    }
    flush("finally throws");
  }

  private static void nestedFinallies() {
    try {
      try {
        try {
          log("1");
        } finally {
          log("2");
          try {
            log("3");
            throw new IllegalStateException("s");
          } catch (IllegalStateException e) {
            log("4");
          } finally {
            log("5");
          }
        }
      } finally {
        log("6");
      }
    } finally {
      log("7");
    }
    flush("nested finallies");
  }

  private static void tryInCatch() {
    try {
      throw new IllegalStateException("outer");
    } catch (IllegalStateException e) {
      try {
        throw new IllegalArgumentException("inner");
      } catch (IllegalArgumentException f) {
        log(e.getMessage() + f.getMessage());
      }
      log(e.getMessage());
    }
    flush("try in catch");
  }

  private static int recursion(int n) {
    try {
      if (n <= 1) {
        throw new IllegalStateException();
      }
      return n * recursion(n - 1);
    } catch (IllegalStateException e) {
      return 1;
    }
  }

  private static void liveAcrossTry() {
    StringBuilder first = new StringBuilder("a");
    StringBuilder second = new StringBuilder("b");
    for (int i = 0; i < 300; i++) {
      StringBuilder swap = first;
      try {
        first = second;
        second = swap;
        byte[] garbage = new byte[1000];
        if (garbage[i % 7] == 0 && i % 5 == 0) {
          throw new RuntimeException();
        }
        first.append(i % 10);
      } catch (RuntimeException e) {
        second.append('!');
      }
    }
    System.out.println(
        first.length() + " " + second.length() + " " + (first + "" + second).hashCode());
  }
}
