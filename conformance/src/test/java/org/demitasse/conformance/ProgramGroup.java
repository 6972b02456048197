package org.demitasse.conformance;

import org.demitasse.conformance.algorithms.AlgorithmPrograms;
import org.demitasse.conformance.collector.CollectorPrograms;
import org.demitasse.conformance.exceptions.ExceptionPrograms;
import org.demitasse.conformance.functional.FunctionalPrograms;
import org.demitasse.conformance.lang.JavaLangPrograms;
import org.demitasse.conformance.language.LanguagePrograms;
import org.demitasse.conformance.numbers.NumberPrograms;
import org.demitasse.conformance.text.TextPrograms;
import org.demitasse.conformance.threads.ThreadPrograms;
import org.demitasse.conformance.util.JavaUtilPrograms;

/** The programs of the suite, in groups that are compiled and booted as one component each. */
enum ProgramGroup {
  LANGUAGE(LanguagePrograms.class, "4M"),
  JAVA_LANG(JavaLangPrograms.class, "4M"),
  JAVA_UTIL(JavaUtilPrograms.class, "4M"),
  TEXT(TextPrograms.class, "4M"),
  EXCEPTIONS(ExceptionPrograms.class, "8M"),
  THREADS(ThreadPrograms.class, "4M"),
  /** In a heap that every program here fills many times over. */
  COLLECTOR(CollectorPrograms.class, "2M"),
  NUMBERS(NumberPrograms.class, "4M"),
  FUNCTIONAL(FunctionalPrograms.class, "4M"),
  ALGORITHMS(AlgorithmPrograms.class, "8M");

  private final Class<?> mainClass;
  private final String heapLimit;

  ProgramGroup(Class<?> mainClass, String heapLimit) {
    this.mainClass = mainClass;
    this.heapLimit = heapLimit;
  }

  Class<?> mainClass() {
    return mainClass;
  }

  /** Limit of the component's Java heap, as in a system description. */
  String heapLimit() {
    return heapLimit;
  }
}
