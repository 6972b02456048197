package org.demitasse.base.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an exception with its causes and suppressed exceptions in the form of {@link
 * Throwable#printStackTrace()}: frames that a cause shares with what it caused are counted, not
 * repeated. What starts the component or one of its threads is left out, and so is the middle of a
 * trace of hundreds of frames, such as a stack overflow leaves: a serial line would take a second
 * for it.
 */
final class StackTracePrinter {
  /** Most frames of one exception that are shown, and how many of these are the outermost. */
  static final int MOST_FRAMES = 64;

  static final int LAST_FRAMES = 16;

  private final LogWriter log;
  private final List<Throwable> printed = new ArrayList<>();

  StackTracePrinter(LogWriter log) {
    this.log = log;
  }

  void print(Throwable exception) {
    print(exception, null, "", "");
  }

  private void print(
      Throwable exception,
      StackTraceElement @Nullable [] enclosing,
      String caption,
      String indentation) {
    log.text(indentation).text(caption);
    if (wasPrinted(exception)) {
      log.text("[CIRCULAR REFERENCE: ").text(exception.toString()).text("]").end();
      return;
    }
    printed.add(exception);
    log.text(exception.toString()).end();

    StackTraceElement[] trace = exception.getStackTrace();
    int own = ownFrames(trace);
    int last = own;
    if (enclosing != null) {
      int other = ownFrames(enclosing);
      while (last > 0 && other > 0 && trace[last - 1].equals(enclosing[other - 1])) {
        last--;
        other--;
      }
    }
    frames(trace, last, indentation);
    if (last < own) {
      log.text(indentation).text("\t... ").decimal(own - last).text(" more").end();
    }
    for (Throwable suppressed : exception.getSuppressed()) {
      print(suppressed, trace, "Suppressed: ", indentation + "\t");
    }
    Throwable cause = exception.getCause();
    if (cause != null) {
      print(cause, trace, "Caused by: ", indentation);
    }
  }

  private void frames(StackTraceElement[] trace, int count, String indentation) {
    int omitted = count > MOST_FRAMES ? count - MOST_FRAMES : 0;
    for (int i = 0; i < count; i++) {
      if (i == MOST_FRAMES - LAST_FRAMES && omitted > 0) {
        log.text(indentation).text("\t... ").decimal(omitted).text(" frames omitted").end();
        i += omitted;
      }
      frame(trace[i], indentation);
    }
  }

  @SuppressWarnings("ReferenceEquality") // The same exception, whatever its equals says.
  private boolean wasPrinted(Throwable exception) {
    for (Throwable other : printed) {
      if (other == exception) {
        return true;
      }
    }
    return false;
  }

  private void frame(StackTraceElement frame, String indentation) {
    log.text(indentation).text("\tat ").text(frame.getClassName()).text(".");
    log.text(frame.getMethodName()).text("(");
    String file = frame.getFileName();
    if (file == null) {
      log.text("Unknown Source");
    } else {
      log.text(file);
      if (frame.getLineNumber() >= 0) {
        log.text(":").decimal(frame.getLineNumber());
      }
    }
    log.text(")").end();
  }

  /** Returns how many frames there are above those that start the component or a thread. */
  static int ownFrames(StackTraceElement[] trace) {
    int count = 0;
    while (count < trace.length && !isStart(trace[count])) {
      count++;
    }
    return count;
  }

  private static boolean isStart(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.endsWith("$Bootstrap")
        || type.equals("org.demitasse.base.runtime.ComponentRuntime")
        || type.startsWith("org.teavm.runtime.Fiber")
        || (type.equals("java.lang.Thread") && frame.getMethodName().equals("runThread"));
  }
}
