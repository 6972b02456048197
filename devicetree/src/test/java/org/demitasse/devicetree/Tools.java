package org.demitasse.devicetree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Tools that others wrote, run in a folder. Tests are skipped where they are not installed. */
public final class Tools {
  private final Path folder;

  /**
   * @param folder where files are written
   */
  public Tools(Path folder) {
    this.folder = folder;
  }

  /** Runs a tool, which has to succeed, and returns its output. */
  public String run(String debianPackage, List<String> command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("tool.out");
    int exit = exitCode(debianPackage, command, output);
    String text = Files.readString(output, UTF_8);
    assertThat(exit).as("%s: %s", command, text).isZero();
    return text;
  }

  private static int exitCode(String debianPackage, List<String> command, Path output)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException absent) {
      Assumptions.abort(command.get(0) + " is not installed (package " + debianPackage + ")");
      throw absent;
    }
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  /** Returns what dtc makes of an input, mistakes or not. */
  public byte[] dtc(String inputFormat, String outputFormat, byte[] input)
      throws IOException, InterruptedException {
    Path from = folder.resolve("from");
    Path to = folder.resolve("to");
    Files.write(from, input);
    run("device-tree-compiler", line(from, to, inputFormat, outputFormat, "-f"));
    return Files.readAllBytes(to);
  }

  /** Returns the blob that dtc makes of a source, or nothing if dtc refuses it. */
  public Optional<byte[]> dtc(Path source, String... options)
      throws IOException, InterruptedException {
    Path to = folder.resolve("to");
    Files.deleteIfExists(to);
    List<String> line = line(source.getFileName(), to, "dts", "dtb", options);
    // Some versions look for included files in the working folder, others beside the file.
    List<String> there =
        new ArrayList<>(List.of("env", "-C", source.resolveSibling(".").toString()));
    there.addAll(line);
    if (exitCode("device-tree-compiler", List.of("dtc", "-v"), folder.resolve("tool.out")) != 0) {
      Assumptions.abort("dtc does not run");
    }
    int exit = exitCode("coreutils", there, folder.resolve("tool.out"));
    return exit == 0 ? Optional.of(Files.readAllBytes(to)) : Optional.empty();
  }

  private static List<String> line(
      Path from, Path to, String inputFormat, String outputFormat, String... options) {
    List<String> line = new ArrayList<>(List.of("dtc", "-q", "-q"));
    line.addAll(List.of(options));
    line.addAll(List.of("-I", inputFormat, "-O", outputFormat));
    line.addAll(List.of("-o", to.toString(), from.toString()));
    return line;
  }
}
