package org.demitasse.toolchain.llvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.toolchain.CacheDirectory;
import org.demitasse.toolchain.llvm.LlvmToolchain.Tool;

/** The compiler of this user's cache, for tests that need machine code. */
public final class TestCompiler {
  private static final LlvmToolchain TOOLCHAIN =
      LlvmToolchain.open(CacheDirectory.ofUser(), System.err::println);

  private TestCompiler() {}

  /** The tools. */
  public static LlvmToolchain toolchain() {
    return TOOLCHAIN;
  }

  /** Runs a tool that must succeed and returns what it prints. */
  public static String run(Tool tool, Path directory, List<String> arguments)
      throws InterruptedException {
    ToolRun run = TOOLCHAIN.run(tool, directory, arguments);
    if (!run.succeeded()) {
      throw new AssertionError(run.command() + ": " + run.errors());
    }
    return run.output();
  }

  /**
   * Compiles C for the target and links it, code at 0x10000.
   *
   * @param directory where the sources are and the result goes
   * @param sources names of C files
   * @param options options for the compiler
   * @return the executable
   */
  public static Path link(Path directory, List<String> sources, String... options)
      throws InterruptedException {
    List<String> objects = new ArrayList<>();
    for (String source : sources) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--target=aarch64-none-elf",
                  "-ffreestanding",
                  "-ffunction-sections",
                  "-fdebug-compilation-dir=."));
      arguments.addAll(List.of(options));
      arguments.addAll(List.of("-c", source, "-o", source + ".o"));
      run(Tool.CLANG, directory, arguments);
      objects.add(source + ".o");
    }
    List<String> arguments =
        new ArrayList<>(List.of("-e", "start", "--gc-sections", "-Ttext=0x10000", "-o", "linked"));
    arguments.addAll(objects);
    run(Tool.LINKER, directory, arguments);
    return directory.resolve("linked");
  }
}
