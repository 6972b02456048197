package org.demitasse.toolchain.program;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what the compiler says about C made from Java into words about the Java: the only mistakes
 * that get so far are native methods without their C side.
 */
final class CompilerErrors {
  private static final Pattern UNDECLARED =
      Pattern.compile("(?m)^(.*):(\\d+):\\d+: error: call to undeclared function '([^']*)'");
  private static final Pattern NO_HEADER = Pattern.compile("(?m)error: '([^']*)' file not found");

  /** One cause can have thousands of errors; the first ones tell it. */
  private static final int SHOWN_LINES = 24;

  private CompilerErrors() {}

  /**
   * Explains.
   *
   * @param name name of the program
   * @param messages what the compiler said about the generated unit
   */
  static ProgramException explain(String name, String messages) {
    Set<String> findings = new LinkedHashSet<>();
    Matcher header = NO_HEADER.matcher(messages);
    while (header.find()) {
      findings.add(
          "@Include names the header %s, which is not under native/aarch64/ on the class path"
              .formatted(header.group(1)));
    }
    Matcher function = UNDECLARED.matcher(messages);
    while (function.find()) {
      findings.add(
          "%s:%s: C function %s is not declared; declare it in a header under native/aarch64/ and name that with @Include"
              .formatted(function.group(1), function.group(2), function.group(3)));
    }
    return findings.isEmpty()
        ? ProgramException.of(
            name
                + ": the C made from its classes does not compile; this is a fault of the toolchain:",
            List.of(beginning(messages)))
        : ProgramException.of(name + ": a native method has no C side:", new ArrayList<>(findings));
  }

  /** The first lines of a compiler's messages. */
  static String beginning(String messages) {
    List<String> lines = messages.lines().toList();
    return lines.size() <= SHOWN_LINES
        ? messages
        : String.join("\n", lines.subList(0, SHOWN_LINES)) + "\n...";
  }
}
