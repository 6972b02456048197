package org.demitasse.toolchain.teavm.inside;

import org.jspecify.annotations.Nullable;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;

/**
 * Which methods do not show in stack traces: those that a JVM does not have, or hides as well. What
 * the runtime does on behalf of a line of Java is told by that line.
 */
public final class HiddenFrames {
  /** Stands for the line of what is done before the first line of a method. */
  static final int LINE_BEFORE_METHOD = -2;

  private static final String THROWABLE = "java.lang.Throwable";

  private HiddenFrames() {}

  /**
   * Tells whether a frame is hidden.
   *
   * @param classes all classes of the program
   * @param line line of the frame, negative if unknown
   */
  public static boolean contains(
      ClassReaderSource classes, String className, String method, int line) {
    return line == LINE_BEFORE_METHOD
        || className.startsWith("org.teavm.")
        || className.startsWith("org.demitasse.toolchain.teavm.standin.")
        || className.equals(THROWABLE)
        || className.contains("$lambda$_")
        || isBootstrap(className, line)
        || (method.equals("<init>") && isThrowable(classes, className));
  }

  /** The class made for a component's start, which has no source; see MainClass. */
  private static boolean isBootstrap(String className, int line) {
    return line < 0 && className.endsWith("$Bootstrap");
  }

  private static boolean isThrowable(ClassReaderSource classes, String className) {
    for (String name = className; name != null; name = parent(classes, name)) {
      if (name.equals(THROWABLE)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String parent(ClassReaderSource classes, String name) {
    ClassReader type = classes.get(name);
    return type == null ? null : type.getParent();
  }
}
