package org.demitasse.toolchain.teavm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a program cannot be translated.
 *
 * @param severity whether the translation failed because of it
 * @param message what is wrong, in one line, with the names of the class, method or field concerned
 * @param location the method and line that need it; {@code null} if it concerns the whole program
 * @param neededBy how the program gets there: the caller of {@code location} first, {@code main}
 *     last
 */
public record TranslationProblem(
    Severity severity, String message, @Nullable Location location, List<Location> neededBy) {

  /** Errors prevent a translation, warnings do not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /**
   * A place in the program.
   *
   * @param className binary name
   * @param method name of the method
   * @param file source file without its folder, {@code null} if the class file does not name it
   * @param line line in {@code file}, 0 if unknown
   */
  public record Location(String className, String method, @Nullable String file, int line) {
    /** In the form of a line of a Java stack trace, without its leading "at". */
    @Override
    public String toString() {
      String where = file == null ? "Unknown Source" : line > 0 ? file + ":" + line : file;
      return className + "." + method + "(" + where + ")";
    }
  }

  public TranslationProblem {
    neededBy = List.copyOf(neededBy);
  }

  /** The message, the place, and one {@code needed by} line per caller. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(message);
    if (location != null) {
      text.append("\n    in ").append(location);
    }
    for (Location caller : neededBy) {
      text.append("\n    needed by ").append(caller);
    }
    return text.toString();
  }
}
