package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Translates the class files of a program to C.
 *
 * <p>Safe for use by several threads: each translation borrows a copy of TeaVM that no other one
 * uses at the time. Copies are kept, since a warm one is several times faster. The files written
 * depend on the request's classes and sizes only, not on any path or on what was translated before.
 */
public final class JavaToC {
  private static final String TRANSLATOR = TeaVmLoader.INSIDE + "TeaVmTranslator";

  /** Symbol of the generated {@code int demitasse_main(int argc, char** argv)}. */
  public static final String ENTRY_POINT = "demitasse_main";

  private static final Pattern STRINGS = Pattern.compile("teavm_stringPool\\[(\\d+)\\]");

  private final Corrections corrections;
  private final Deque<IsolatedTranslator> idle = new ConcurrentLinkedDeque<>();

  public JavaToC() {
    this(new Corrections(JavaToC.class.getClassLoader()));
  }

  JavaToC(Corrections corrections) {
    this.corrections = corrections;
  }

  /**
   * Translates one program.
   *
   * @throws IOException if the class path cannot be read or the output not be written
   * @throws CorrectionException if the TeaVM found is not the one that the corrections know
   */
  public Translation translate(TranslationRequest request) throws IOException {
    IsolatedTranslator translator = idle.poll();
    if (translator == null) {
      translator = create();
    }
    IsolatedTranslator.Outcome outcome =
        translator.translate(request, corrections.targetClasses(request.profile()));
    // Only put back after success: a translator that failed may be in any state.
    idle.push(translator);
    List<TranslationProblem> problems =
        outcome.problems().stream()
            .sorted(Comparator.comparing(TranslationProblem::severity))
            .toList();
    if (problems.stream().anyMatch(p -> p.severity() == TranslationProblem.Severity.ERROR)) {
      return new Translation.Refused(problems);
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    outcome.files().forEach((name, bytes) -> files.put("c/" + name, bytes));
    files.putAll(RuntimeFiles.additions(request.profile()));
    Path output = request.outputDirectory();
    write(output, files);
    return new Translation.Generated(
        output.resolve("c/all.c"),
        RuntimeFiles.sources(request.profile()).stream().map(output::resolve).toList(),
        List.of(output.resolve("include")),
        HeapReserve.of(request, outcome.interns() ? strings(outcome.files()) : 0),
        problems);
  }

  /** Returns how many string constants the program registers at its start. */
  private static int strings(Map<String, byte[]> files) {
    byte[] pool = files.get("strings.c");
    Matcher size = STRINGS.matcher(pool == null ? "" : new String(pool, StandardCharsets.UTF_8));
    if (!size.find()) {
      throw new CorrectionException(
          "TeaVM's strings.c has no string pool; this TeaVM is not known");
    }
    return Integer.parseInt(size.group(1));
  }

  private IsolatedTranslator create() {
    ClassLoader origin = JavaToC.class.getClassLoader();
    try {
      return (IsolatedTranslator)
          new TeaVmLoader(origin, corrections)
              .loadClass(TRANSLATOR)
              .getConstructor(boolean.class)
              .newInstance(corrections.addsChecks());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot start TeaVM", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot start TeaVM", e);
    }
  }

  private static void write(Path directory, Map<String, byte[]> files) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> old = Files.walk(directory)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.write(path, file.getValue());
    }
  }
}
