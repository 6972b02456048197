package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The bridge into TeaVM's class loader: the one implementation lives inside and is only known by
 * name outside.
 */
public interface IsolatedTranslator {
  /**
   * Translates one program. Not safe for use by several threads at a time.
   *
   * @param request the program; its output directory is not touched
   * @param targetClasses class files to be seen by the program instead of those that TeaVM brings,
   *     by resource name
   * @throws IOException if the class path cannot be read
   */
  Outcome translate(TranslationRequest request, Map<String, byte[]> targetClasses)
      throws IOException;

  /**
   * What came out.
   *
   * @param files the generated files by name; without meaning if a problem is an error
   * @param interns whether the program asks for interned strings
   * @param problems errors first
   */
  record Outcome(Map<String, byte[]> files, boolean interns, List<TranslationProblem> problems) {}
}
