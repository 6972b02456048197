package org.demitasse.base.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StackTracePrinterTest {
  private static final StackTraceElement RUNTIME =
      new StackTraceElement(
          "org.demitasse.base.runtime.ComponentRuntime", "construct", "ComponentRuntime.java", 40);
  private static final StackTraceElement MAIN =
      new StackTraceElement("org.example.Hello", "construct", "Hello.java", 12);
  private static final StackTraceElement DEEP =
      new StackTraceElement("org.example.Hello", "deep", "Hello.java", 30);
  private static final StackTraceElement OTHER =
      new StackTraceElement("org.example.Other", "run", "Other.java", 7);

  private static String print(Throwable exception) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    LogWriter log = new LogWriter((bytes, count) -> written.write(bytes, 0, count));
    new StackTracePrinter(log).print(exception);
    return written.toString(UTF_8);
  }

  private static String library(Throwable exception) {
    StringWriter text = new StringWriter();
    exception.printStackTrace(new PrintWriter(text));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static <T extends Throwable> T at(T exception, StackTraceElement... frames) {
    exception.setStackTrace(frames);
    return exception;
  }

  @Test
  void print_classMessageAndFrames() {
    Exception exception = at(new IllegalStateException("no luck"), DEEP, MAIN);
    assertThat(print(exception))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no luck
            \tat org.example.Hello.deep(Hello.java:30)
            \tat org.example.Hello.construct(Hello.java:12)
            """);
  }

  @Test
  void print_causesEqualsTheLibrary() {
    Exception root = at(new ArithmeticException("/ by zero"), OTHER, DEEP, MAIN);
    Exception middle = at(new RuntimeException(root), DEEP, MAIN);
    Exception top = at(new IllegalStateException("top", middle), MAIN);
    assertThat(print(top)).isEqualTo(library(top)).contains("... 1 more").contains("... 2 more");
  }

  @Test
  void print_suppressedEqualsTheLibrary() {
    Exception cause = at(new ArithmeticException(), OTHER, MAIN);
    Exception close = at(new RuntimeException("close", cause), DEEP, MAIN);
    Exception top = at(new IllegalStateException("top"), MAIN);
    top.addSuppressed(close);
    top.addSuppressed(at(new Error("second")));
    assertThat(print(top)).isEqualTo(library(top)).contains("\tSuppressed: ");
  }

  @Test
  void print_circularCauseEqualsTheLibrary() {
    Exception top = at(new IllegalStateException("top"), MAIN);
    Exception cause = at(new RuntimeException("cause", top), MAIN);
    top.initCause(cause);
    assertThat(print(top)).isEqualTo(library(top)).contains("[CIRCULAR REFERENCE: ");
  }

  @Test
  void print_framesWithoutFileOrLine() {
    Exception exception =
        at(
            new Exception(),
            new StackTraceElement("a.B", "c", null, -1),
            new StackTraceElement("a.B", "d", "B.java", -1));
    assertThat(print(exception)).isEqualTo(library(exception));
  }

  @Test
  void print_leavesOutWhatStartsTheComponent() {
    Exception cause = at(new ArithmeticException("x"), OTHER, MAIN, RUNTIME);
    Exception exception = at(new IllegalStateException("no luck", cause), DEEP, MAIN, RUNTIME);
    assertThat(print(exception))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no luck
            \tat org.example.Hello.deep(Hello.java:30)
            \tat org.example.Hello.construct(Hello.java:12)
            Caused by: java.lang.ArithmeticException: x
            \tat org.example.Other.run(Other.java:7)
            \t... 1 more
            """);
  }

  @Test
  void print_threadsEndAtTheirRunMethod() {
    Exception exception =
        at(
            new IllegalStateException("no luck"),
            DEEP,
            new StackTraceElement("java.lang.Thread", "run", "Thread.java", 110),
            new StackTraceElement("java.lang.Thread", "runThread", "Thread.java", 82),
            new StackTraceElement("org.teavm.runtime.Fiber", "start", "Fiber.java", 341),
            OTHER);
    assertThat(print(exception))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no luck
            \tat org.example.Hello.deep(Hello.java:30)
            \tat java.lang.Thread.run(Thread.java:110)
            """);
  }

  @Test
  void print_otherClassesOfTheRuntimeAreShown() {
    Exception exception =
        at(
            new NullPointerException(),
            new StackTraceElement("org.demitasse.base.runtime.Log", "line", "Log.java", 11),
            MAIN,
            new StackTraceElement("org.example.Hello$Bootstrap", "main", null, -1));
    assertThat(print(exception))
        .isEqualTo(
            """
            java.lang.NullPointerException
            \tat org.demitasse.base.runtime.Log.line(Log.java:11)
            \tat org.example.Hello.construct(Hello.java:12)
            """);
  }

  private static Exception deep(int frames) {
    StackTraceElement[] trace = new StackTraceElement[frames];
    for (int i = 0; i < frames; i++) {
      trace[i] = new StackTraceElement("org.example.Hello", "deep", "Hello.java", i + 1);
    }
    return at(new IllegalStateException("deep"), trace);
  }

  @Test
  void print_longTraceWithoutItsMiddle() {
    assertThat(print(deep(StackTracePrinter.MOST_FRAMES)))
        .isEqualTo(library(deep(StackTracePrinter.MOST_FRAMES)));
    int shownFirst = StackTracePrinter.MOST_FRAMES - StackTracePrinter.LAST_FRAMES;
    assertThat(print(deep(1000)).lines())
        .hasSize(StackTracePrinter.MOST_FRAMES + 2)
        .contains("\t... " + (1000 - StackTracePrinter.MOST_FRAMES) + " frames omitted")
        .contains("\tat org.example.Hello.deep(Hello.java:" + shownFirst + ")")
        .doesNotContain("\tat org.example.Hello.deep(Hello.java:" + (shownFirst + 1) + ")")
        .doesNotContain("\tat org.example.Hello.deep(Hello.java:984)")
        .contains("\tat org.example.Hello.deep(Hello.java:985)")
        .endsWith("\tat org.example.Hello.deep(Hello.java:1000)");
  }

  @Test
  void print_realExceptionEqualsTheLibrary() {
    // Below the test's own frames there is none of the runtime's, so nothing is left out.
    Throwable exception = new Outside().thrown();
    assertThat(print(exception)).isEqualTo(library(exception).replaceAll("at [a-z.]+/", "at "));
  }

  private static final class Outside {
    /** Leaves the test framework's frames out, of which there are too many to be shown. */
    private static Exception cut(Exception exception) {
      StackTraceElement[] trace = exception.getStackTrace();
      exception.setStackTrace(Arrays.copyOf(trace, Math.min(trace.length, 40)));
      return exception;
    }

    Throwable thrown() {
      try {
        Integer.parseInt("x");
        return new Error("not reached");
      } catch (NumberFormatException exception) {
        cut(exception);
        return cut(new IllegalArgumentException("outer", exception));
      }
    }
  }
}
