package org.demitasse.conformance.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.demitasse.conformance.HotSpot;
import org.demitasse.conformance.Section;
import org.demitasse.conformance.Target;
import org.demitasse.conformance.Transcript;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.junit.jupiter.api.Test;

/**
 * Programs that nobody wrote: generated from a seed, compiled once by javac, run on HotSpot and on
 * the booted target, where they have to print the same.
 *
 * <p>System properties: {@code demitasse.random.seed} repeats a run; {@code
 * demitasse.random.programs} is the number of programs of a boot, 8 unless stated; {@code
 * demitasse.random.boots} the number of boots, 1 unless stated.
 */
@BootTest
class RandomProgramsTest {
  private static final String MAIN = "generated.Programs";
  private static final long SEED = Long.getLong("demitasse.random.seed", System.nanoTime());
  private static final int PROGRAMS = Integer.getInteger("demitasse.random.programs", 8);
  private static final int BOOTS = Integer.getInteger("demitasse.random.boots", 1);

  /** Where the sources of the last run stay. */
  private static final Path DIRECTORY = Path.of("target", "random-programs");

  @Test
  void programs_onTarget_printWhatHotSpotPrints(Boot boot) throws Exception {
    for (int i = 0; i < BOOTS; i++) {
      compare(SEED + i, DIRECTORY.resolve("boot" + i), boot);
    }
  }

  private static void compare(long seed, Path folder, Boot boot) throws IOException {
    System.out.println("RandomProgramsTest seed " + seed);
    Path classes = compile(seed, folder);
    Map<String, List<String>> expected = Transcript.sections(HotSpot.run(classes, MAIN));
    assertThat(expected).as("programs of seed %d that ran on HotSpot", seed).hasSize(PROGRAMS);

    Target.Output output = Target.run(boot, MAIN, "4M", classes);

    expected.forEach(
        (program, lines) ->
            assertThat(output.sections().getOrDefault(program, List.of()))
                .as(
                    "output of program %s on the target, compared with HotSpot's;"
                        + " -Ddemitasse.random.seed=%d makes it again:%n%s",
                    program, seed, source(folder, program))
                .containsExactlyElementsOf(lines));
    assertThat(output.exitCode()).isZero();
  }

  private static String source(Path folder, String program) {
    try {
      return Files.readString(folder.resolve(program + ".java"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Returns the folder of the class files. */
  private static Path compile(long seed, Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    StringBuilder main = new StringBuilder("package generated;\n\npublic final class Programs {\n");
    main.append("  public static void main(String[] arguments) {\n");
    // Written, so that no compiler takes it for a constant.
    main.append("    Common.zero = arguments.length;\n");
    List<String> arguments =
        new ArrayList<>(List.of("--release", "21", "-g", "-nowarn", "-proc:none"));
    arguments.addAll(List.of("-d", classes.toString()));
    Path common = folder.resolve("Common.java");
    Files.writeString(common, ProgramGenerator.COMMON);
    arguments.add(common.toString());
    for (int i = 0; i < PROGRAMS; i++) {
      String name = String.format(Locale.ROOT, "P%03d", i);
      // A program depends on its own seed alone.
      String source = ProgramGenerator.program(name, seed * 1_000_003 + i);
      Path file = folder.resolve(name + ".java");
      Files.writeString(file, source);
      arguments.add(file.toString());
      main.append(
          """
              System.out.println("%s%s");
              try {
                %s.run();
              } catch (Throwable thrown) {
                System.out.println("%s" + thrown.getClass().getName());
              }
          """
              .formatted(Section.HEADER, name, name, Section.FAILURE));
    }
    Path file = folder.resolve("Programs.java");
    Files.writeString(file, main.append("  }\n}\n"));
    arguments.add(file.toString());
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    int result = javac.run(null, null, null, arguments.toArray(String[]::new));
    assertThat(result).as("javac on the programs of seed %d", seed).isZero();
    return classes;
  }
}
