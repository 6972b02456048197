package org.demitasse.base.runtime;

import org.demitasse.abi.EventSource;
import org.demitasse.abi.ExitCode;
import org.demitasse.base.Component;
import org.demitasse.base.Env;

/**
 * How a component begins and ends. The toolchain generates the program's first method, which calls
 * this class around the component's own code:
 *
 * <pre>{@code
 * ComponentRuntime.start();
 * try {
 *   ComponentRuntime.construct(new Hello());   // or: Hello.main(new String[0])
 * } catch (Throwable exception) {
 *   ComponentRuntime.uncaught(exception);
 * }
 * }</pre>
 *
 * <p>When that method has returned, the program goes on until its last non-daemon thread has ended.
 */
public final class ComponentRuntime {
  private static final ComponentEnvironment ENVIRONMENT = new ComponentEnvironment();

  private ComponentRuntime() {}

  /** Prepares what the component's code expects; called before any of it runs. */
  public static void start() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, exception) -> report(thread.getName(), exception));
    EventSource.makeForTime(ENVIRONMENT::prepareForTime);
  }

  /**
   * Runs the component's {@code construct} in its environment. Afterwards the first thread serves
   * the entrypoint, if the component has one that something could reach.
   */
  public static void construct(Component component) throws Exception {
    component.construct(ENVIRONMENT);
    ENVIRONMENT.serve();
  }

  /** Starts and runs a component: everything that the generated method does, for an instance. */
  public static void run(Component component) {
    start();
    try {
      construct(component);
    } catch (Throwable exception) {
      uncaught(exception);
    }
  }

  /** Returns the environment of this component, for programs that begin with {@code main}. */
  public static Env environment() {
    return ENVIRONMENT;
  }

  /**
   * Returns the argument that this program was started with, the root program's boot information.
   */
  public static long argument() {
    return Program.argument();
  }

  /**
   * Takes an exception that left the program's first method: logs it, and lets the program end with
   * {@link ExitCode#UNCAUGHT_EXCEPTION} once its other threads have ended.
   */
  public static void uncaught(Throwable exception) {
    Program.setExitCode(ExitCode.UNCAUGHT_EXCEPTION);
    report(Thread.currentThread().getName(), exception);
  }

  /** Logs an exception that ended the handling of a call or signal; the component goes on. */
  public static void reportCall(Throwable exception) {
    report("entrypoint", exception);
  }

  private static void report(String thread, Throwable exception) {
    LogWriter log = Log.writer();
    log.text("Exception in thread \"").text(thread).text("\" ");
    try {
      new StackTracePrinter(log).print(exception);
    } catch (OutOfMemoryError noMemoryForTheTrace) {
      log.text(exception.getClass().getName()).end();
    }
  }
}
