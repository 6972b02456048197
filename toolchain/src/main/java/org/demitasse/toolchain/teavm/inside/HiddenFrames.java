package org.demitasse.toolchain.teavm.inside;

/**
 * Which methods do not show in stack traces: those that a JVM does not have, or hides as well. What
 * the runtime does on behalf of a line of Java is told by that line.
 */
public final class HiddenFrames {
  private HiddenFrames() {}

  public static boolean contains(String className) {
    return className.startsWith("org.teavm.")
        || className.startsWith("org.demitasse.toolchain.teavm.standin.")
        || className.equals("java.lang.Throwable")
        || className.contains("$$lambda$");
  }
}
