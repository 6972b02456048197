package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.toolchain.llvm.LlvmToolchain.Tool;
import org.demitasse.toolchain.llvm.TestCompiler;
import org.demitasse.toolchain.llvm.ToolRun;

/**
 * A translated program, compiled for the build machine instead of the target: what TeaVM makes of
 * it can be run in a few milliseconds, without a boot. Linux on x86-64 only.
 */
final class HostProgram {
  private static final int STACK = 256 * 1024;

  private HostProgram() {}

  /**
   * Compiles and runs a program.
   *
   * @param translation what was made of it
   * @param directory where the files of the translation are
   * @return how it ended; an exit code of 128 and more tells of a signal, a fault most likely
   */
  static ToolRun run(Translation.Generated translation, Path directory)
      throws IOException, InterruptedException {
    Path platform = directory.resolve("platform.c");
    Files.copy(Path.of(TestProgram.class.getResource("host/platform.c").getPath()), platform);
    List<String> objects = new ArrayList<>();
    List<Path> sources = new ArrayList<>(List.of(translation.unit(), platform));
    translation.sources().stream().filter(s -> s.toString().endsWith(".c")).forEach(sources::add);
    for (Path source : sources) {
      String object = directory.resolve(source.getFileName() + ".o").toString();
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--target=x86_64-linux-gnu",
                  "-O1",
                  "-std=gnu11",
                  "-w",
                  "-msse4.1",
                  "-ffreestanding",
                  "-nostdinc",
                  "-fwrapv",
                  "-fno-strict-aliasing",
                  "-fno-delete-null-pointer-checks",
                  "-fno-strict-float-cast-overflow",
                  "-ffp-contract=off",
                  "-ffunction-sections",
                  "-fdata-sections",
                  "-fno-pic",
                  "-fno-asynchronous-unwind-tables",
                  "-DHEAP_RESERVE=" + translation.heapReserve(),
                  "-DSTACK=" + STACK));
      for (Path include : translation.includeDirectories()) {
        arguments.addAll(List.of("-isystem", include.toString()));
      }
      arguments.addAll(List.of("-isystem", TestCompiler.toolchain().headers().toString()));
      arguments.addAll(List.of("-c", source.toString(), "-o", object));
      TestCompiler.run(Tool.CLANG, directory, arguments);
      objects.add(object);
    }
    Path executable = directory.resolve("program");
    List<String> link =
        new ArrayList<>(List.of("-static", "--gc-sections", "-o", executable.toString()));
    link.addAll(objects);
    TestCompiler.run(Tool.LINKER, directory, link);
    return ToolRun.of(directory, List.of(executable.toString()));
  }
}
