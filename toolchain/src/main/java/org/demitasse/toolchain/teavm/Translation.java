package org.demitasse.toolchain.teavm;

import java.nio.file.Path;
import java.util.List;

/** What came out of a translation. */
public sealed interface Translation {

  /** What was found on the way, errors first. */
  List<TranslationProblem> problems();

  /**
   * C and assembly to compile.
   *
   * @param unit the one file that includes all the generated C
   * @param sources further C and assembly files of the runtime, to be compiled and linked as well
   * @param includeDirectories for {@code -isystem}, in this order, in front of the compiler's own
   *     headers; {@code -nostdinc} is expected
   * @param heapReserve bytes that must lie between the linker symbols {@code __heap_start} and
   *     {@code __heap_end}: the Java heap up to its limit, the collector's tables and the C
   *     allocator's arena
   * @param problems warnings only
   */
  record Generated(
      Path unit,
      List<Path> sources,
      List<Path> includeDirectories,
      long heapReserve,
      List<TranslationProblem> problems)
      implements Translation {
    public Generated {
      sources = List.copyOf(sources);
      includeDirectories = List.copyOf(includeDirectories);
      problems = List.copyOf(problems);
    }
  }

  /**
   * The program uses what does not exist on the target; nothing was written.
   *
   * @param problems at least one error
   */
  record Refused(List<TranslationProblem> problems) implements Translation {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
