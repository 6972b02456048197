package org.demitasse.toolchain.teavm.standin.component;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.util.Arrays;
import org.demitasse.abi.OutOfLine;
import org.demitasse.toolchain.teavm.standin.common.Message;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.ShadowStack;

/**
 * Stands for {@code java.lang.Throwable}. Remembers the call sites it was made at as plain numbers;
 * names and lines are looked up when someone asks. Prints itself as a JVM does, with suppressed
 * exceptions, causes, and the frames in common left out.
 */
@SuppressWarnings("ReferenceEquality") // the same exception, not an equal one
public class ComponentThrowable implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As many as HotSpot keeps (MaxJavaStackTraceDepth). */
  private static final int MAXIMUM_DEPTH = 1024;

  private @Nullable String message;

  private @Nullable Throwable cause;

  /** Whether the cause was set, if only to {@code null}. */
  private boolean causeKnown;

  private boolean suppressionEnabled = true;
  private boolean writableStackTrace = true;
  private Throwable @Nullable [] suppressed;
  private int @Nullable [] callSites;
  private StackTraceElement @Nullable [] stackTrace;

  public ComponentThrowable() {
    fillInStackTrace();
  }

  public ComponentThrowable(@Nullable String message) {
    fillInStackTrace();
    this.message = message;
  }

  public ComponentThrowable(@Nullable String message, @Nullable Throwable cause) {
    fillInStackTrace();
    this.message = message;
    this.cause = cause;
    causeKnown = true;
  }

  public ComponentThrowable(@Nullable Throwable cause) {
    fillInStackTrace();
    this.message = cause == null ? null : cause.toString();
    this.cause = cause;
    causeKnown = true;
  }

  protected ComponentThrowable(
      @Nullable String message,
      @Nullable Throwable cause,
      boolean enableSuppression,
      boolean writableStackTrace) {
    this.writableStackTrace = writableStackTrace;
    this.suppressionEnabled = enableSuppression;
    fillInStackTrace();
    this.message = message;
    this.cause = cause;
    causeKnown = true;
  }

  private Throwable self() {
    return (Throwable) (Object) this;
  }

  @OutOfLine
  public Throwable fillInStackTrace() {
    if (writableStackTrace) {
      int[] sites = new int[Math.min(depth(), MAXIMUM_DEPTH)];
      capture(sites);
      callSites = sites;
      stackTrace = null;
    }
    return self();
  }

  @Unmanaged
  private static int depth() {
    int depth = 0;
    for (Address frame = ShadowStack.getStackTop();
        frame != null;
        frame = ShadowStack.getNextStackFrame(frame)) {
      ++depth;
    }
    return depth;
  }

  @Unmanaged
  private static void capture(int[] sites) {
    Address frame = ShadowStack.getStackTop();
    for (int i = 0; i < sites.length; ++i) {
      sites[i] = ShadowStack.getCallSiteId(frame);
      frame = ShadowStack.getNextStackFrame(frame);
    }
  }

  public @Nullable String getMessage() {
    return message;
  }

  public @Nullable String getLocalizedMessage() {
    return getMessage();
  }

  public @Nullable Throwable getCause() {
    return cause;
  }

  public Throwable initCause(@Nullable Throwable cause) {
    if (causeKnown) {
      throw new IllegalStateException(
          "Can't overwrite cause with " + (cause == null ? "a null" : cause), self());
    }
    if (cause == self()) {
      throw new IllegalArgumentException("Self-causation not permitted", self());
    }
    this.cause = cause;
    causeKnown = true;
    return self();
  }

  /** As {@link #initCause}, for an exception that has none and nobody has seen. */
  static void setCause(Throwable exception, @Nullable Throwable cause) {
    ((ComponentThrowable) (Object) exception).cause = cause;
    ((ComponentThrowable) (Object) exception).causeKnown = true;
  }

  public final void addSuppressed(Throwable exception) {
    if (exception == self()) {
      throw new IllegalArgumentException("Self-suppression not permitted", exception);
    }
    if (exception == null) {
      throw new NullPointerException("Cannot suppress a null exception.");
    }
    if (!suppressionEnabled) {
      return;
    }
    Throwable[] old = suppressed;
    Throwable[] more = old == null ? new Throwable[1] : Arrays.copyOf(old, old.length + 1);
    more[more.length - 1] = exception;
    suppressed = more;
  }

  public final Throwable[] getSuppressed() {
    return suppressed == null ? new Throwable[0] : suppressed.clone();
  }

  @Override
  public String toString() {
    String text = getLocalizedMessage();
    String name = Machine.className(this);
    return text == null ? name : name + ": " + text;
  }

  public StackTraceElement[] getStackTrace() {
    return ownStackTrace().clone();
  }

  public void setStackTrace(StackTraceElement[] stackTrace) {
    StackTraceElement[] copy = stackTrace.clone();
    for (int i = 0; i < copy.length; ++i) {
      if (copy[i] == null) {
        throw new NullPointerException("stackTrace[" + i + "]");
      }
    }
    if (writableStackTrace) {
      this.stackTrace = copy;
      callSites = null;
    }
  }

  private StackTraceElement[] ownStackTrace() {
    StackTraceElement[] trace = stackTrace;
    if (trace == null) {
      trace = elements(callSites == null ? new int[0] : callSites);
      stackTrace = trace;
    }
    return trace;
  }

  private static StackTraceElement[] elements(int[] sites) {
    int count = 0;
    for (int site : sites) {
      count += Machine.frameCount(site);
    }
    StackTraceElement[] elements = new StackTraceElement[Math.min(count, MAXIMUM_DEPTH)];
    int next = 0;
    for (int site : sites) {
      int frames = Machine.frameCount(site);
      for (int i = 0; i < frames && next < elements.length; ++i) {
        elements[next++] =
            new StackTraceElement(
                Machine.frameClass(site, i),
                Machine.frameMethod(site, i),
                Machine.frameFile(site, i),
                Machine.frameLine(site, i));
      }
    }
    return elements;
  }

  public void printStackTrace() {
    printStackTrace(System.err);
  }

  public void printStackTrace(PrintStream stream) {
    print(stream::println);
  }

  public void printStackTrace(PrintWriter writer) {
    print(writer::println);
  }

  /** Where the lines of a stack trace go. */
  private interface Lines {
    void print(String line);
  }

  private void print(Lines lines) {
    Throwable[] printed = {self()};
    lines.print(toString());
    StackTraceElement[] trace = ownStackTrace();
    for (StackTraceElement element : trace) {
      lines.print("\tat " + element);
    }
    printEnclosed(lines, printed, trace, "");
  }

  private void printEnclosed(
      Lines lines, Throwable[] printed, StackTraceElement[] trace, String prefix) {
    Throwable[] seen = printed;
    if (suppressed != null) {
      for (Throwable exception : suppressed) {
        seen = printEnclosed(lines, seen, trace, exception, "Suppressed: ", prefix + "\t");
      }
    }
    Throwable reason = getCause();
    if (reason != null) {
      printEnclosed(lines, seen, trace, reason, "Caused by: ", prefix);
    }
  }

  /** Returns {@code printed} and the exceptions printed here. */
  private static Throwable[] printEnclosed(
      Lines lines,
      Throwable[] printed,
      StackTraceElement[] outer,
      Throwable exception,
      String caption,
      String prefix) {
    for (Throwable known : printed) {
      if (known == exception) {
        lines.print(prefix + caption + "[CIRCULAR REFERENCE: " + exception + "]");
        return printed;
      }
    }
    Throwable[] seen = Arrays.copyOf(printed, printed.length + 1);
    seen[printed.length] = exception;
    StackTraceElement[] trace = ((ComponentThrowable) (Object) exception).ownStackTrace();
    int last = trace.length - 1;
    int outerLast = outer.length - 1;
    while (last >= 0 && outerLast >= 0 && trace[last].equals(outer[outerLast])) {
      --last;
      --outerLast;
    }
    lines.print(prefix + caption + exception);
    for (int i = 0; i <= last; ++i) {
      lines.print(prefix + "\tat " + trace[i]);
    }
    int common = trace.length - 1 - last;
    if (common != 0) {
      lines.print(prefix + "\t... " + common + " more");
    }
    ((ComponentThrowable) (Object) exception).printEnclosed(lines, seen, trace, prefix);
    return seen;
  }

  /**
   * What a JVM remembers of an exception that ended the initialization of a class: its name,
   * message and stack trace, not the exception itself (javaClasses.cpp,
   * create_initialization_error).
   */
  @OutOfLine
  static Throwable recordOf(Throwable thrown) {
    ComponentThrowable original = (ComponentThrowable) (Object) thrown;
    Message message = new Message().add("Exception ").add(Machine.className(thrown));
    if (original.message != null) {
      message.add(": ").add(original.message);
    }
    message.add(" [in thread \"").add(Thread.currentThread().getName()).add("\"]");
    Throwable record = new ExceptionInInitializerError(message.toString());
    ((ComponentThrowable) (Object) record).callSites = original.callSites;
    ((ComponentThrowable) (Object) record).stackTrace = original.stackTrace;
    return record;
  }

  private static boolean reporting;

  /**
   * Tells about an exception that nobody catches, and ends the program: like {@link
   * #printStackTrace}, but by hardly more than every program has anyway.
   */
  static void report(Throwable exception) {
    if (!reporting) {
      reporting = true;
      Machine.print("Exception in thread \"main\" ");
      int[] outer = new int[0];
      Throwable current = exception;
      for (int depth = 0; current != null && depth < MAXIMUM_DEPTH; ++depth) {
        if (depth > 0) {
          Machine.print("Caused by: ");
        }
        Machine.print(Machine.className(current));
        String text = current.getLocalizedMessage();
        if (text != null) {
          Machine.print(": ");
          Machine.print(text);
        }
        Machine.print("\n");
        int[] sites = ((ComponentThrowable) (Object) current).callSites;
        if (sites != null) {
          Machine.printCallSites(sites, sites.length, outer, outer.length);
          outer = sites;
        }
        current = current.getCause();
      }
    }
    Machine.exit(1);
  }
}
