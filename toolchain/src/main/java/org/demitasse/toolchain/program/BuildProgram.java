package org.demitasse.toolchain.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.demitasse.toolchain.MissingToolException;

/**
 * Builds one program from the command line; for people who work on the toolchain.
 *
 * <p>Arguments: name, profile ({@code kernel} or {@code component}), main class, class path, output
 * file; then, optionally, heap floor, heap limit and stack size in bytes. Beside the output file
 * come {@code .debug} with DWARF and {@code .lines} with the line table.
 */
public final class BuildProgram {
  private BuildProgram() {}

  /** Runs it; exit codes as of the commands. */
  @SuppressWarnings("SystemOut") // A command's results go to stdout, its progress to stderr.
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 5 && arguments.length != 8) {
      System.err.println(
          "usage: BuildProgram name kernel|component mainClass classPath output [heapFloor heapLimit"
              + " stackSize]");
      System.exit(2);
    }
    try {
      Program program = new ProgramBuilder().build(specification(arguments), System.err::println);
      copy(program.elf(), arguments[4]);
      copy(program.debugElf(), arguments[4] + ".debug");
      copy(program.lineTable(), arguments[4] + ".lines");
      System.out.println(program.size());
    } catch (ProgramException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (MissingToolException e) {
      System.err.println(e.getMessage() + System.lineSeparator() + e.remedy());
      System.exit(4);
    }
  }

  private static ProgramSpecification specification(String[] arguments) {
    List<Path> classPath =
        Arrays.stream(arguments[3].split(File.pathSeparator, -1)).map(Path::of).toList();
    boolean sized = arguments.length == 8;
    return new ProgramSpecification(
        arguments[0],
        Profile.valueOf(arguments[1].toUpperCase(Locale.ROOT)),
        arguments[2],
        classPath,
        sized ? Long.parseLong(arguments[5]) : 64 * 1024,
        sized ? Long.parseLong(arguments[6]) : 1024 * 1024,
        sized ? Long.parseLong(arguments[7]) : 64 * 1024);
  }

  private static void copy(Path from, String to) throws java.io.IOException {
    Files.copy(from, Path.of(to), StandardCopyOption.REPLACE_EXISTING);
  }
}
