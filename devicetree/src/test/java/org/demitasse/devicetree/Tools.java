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
    int exit = exitCode(debianPackage, command, folder);
    String text = Files.readString(folder.resolve("tool.out"), UTF_8);
    assertThat(exit).as("%s: %s", command, text).isZero();
    return text;
  }

  private int exitCode(String debianPackage, List<String> command, Path directory)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("tool.out").toFile())
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
    int exit = exitCode("device-tree-compiler", line, source.resolveSibling("."));
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
