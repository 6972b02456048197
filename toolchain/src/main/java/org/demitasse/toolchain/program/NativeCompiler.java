package org.demitasse.toolchain.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.demitasse.toolchain.llvm.LlvmToolchain;
import org.demitasse.toolchain.llvm.ToolRun;

/**
 * Compiles C and assembly to object files.
 *
 * <p>All paths given to the compiler are relative to one folder, which it calls {@code .}: the same
 * sources give the same bytes wherever that folder stands.
 */
final class NativeCompiler {
  /**
   * What Java means, said to a C compiler. Each of these changes results when it is left out:
   * integers wrap; a field may be read at another type; a null check is not implied by a later
   * access; float to integer saturates; a product and a sum are rounded separately.
   */
  private static final List<String> SEMANTICS =
      List.of(
          "-fwrapv",
          "-fno-strict-aliasing",
          "-fno-delete-null-pointer-checks",
          "-fno-strict-float-cast-overflow",
          "-ffp-contract=off");

  /**
   * The machine: any ARMv8-A core runs it, and the Cortex-A53 of our boards at its best. Frames
   * keep their pointer, so that a backtrace needs no tables.
   */
  private static final List<String> TARGET =
      List.of(
          "--target=aarch64-none-elf",
          "-mcpu=cortex-a53",
          // Erratum 835769: a multiply-accumulate after a load can go wrong (Arm EPM048406).
          "-mfix-cortex-a53-835769",
          // Floating-point registers only where the program computes with such numbers: a thread
          // that
          // never touches them is spared their exchange at every switch.
          "-mno-implicit-float",
          "-ffreestanding",
          "-nostdinc",
          "-fno-pic",
          "-fno-omit-frame-pointer",
          "-momit-leaf-frame-pointer",
          "-fno-asynchronous-unwind-tables",
          "-fno-unwind-tables");

  /**
   * What else is written: small code, since a component's text is RAM of its own; a section per
   * function for the linker to choose from, DWARF, no names of tools.
   */
  private static final List<String> OUTPUT =
      List.of(
          "-Os",
          "-std=gnu11",
          "-ffunction-sections",
          "-fdata-sections",
          "-g",
          "-gdwarf-5",
          "-fdebug-compilation-dir=.",
          "-fno-ident",
          "-fno-color-diagnostics");

  private final LlvmToolchain llvm;
  private final Executor executor;

  NativeCompiler(LlvmToolchain llvm, Executor executor) {
    this.llvm = llvm;
    this.executor = executor;
  }

  /**
   * One file to compile.
   *
   * @param source the file, relative to the working directory
   * @param own whether a person wrote it: then warnings are on, and errors are theirs
   */
  record Unit(Path source, boolean own) {}

  /**
   * What became of a unit.
   *
   * @param unit the unit
   * @param object the object file, relative to the working directory
   * @param succeeded whether it was written
   * @param messages what the compiler said, warnings included
   */
  record Outcome(Unit unit, Path object, boolean succeeded, String messages) {}

  /**
   * Compiles several files at once.
   *
   * @param root the working directory
   * @param profile the kind of program
   * @param units the files, the largest first
   * @param systemHeaders folders for {@code -isystem}, relative to {@code root}
   * @param ownHeaders folders for {@code -I}, relative to {@code root}
   * @return what became of each, in the same order
   */
  List<Outcome> compile(
      Path root,
      Profile profile,
      List<Unit> units,
      Iterable<Path> systemHeaders,
      Iterable<Path> ownHeaders)
      throws InterruptedException {
    List<String> common = new ArrayList<>();
    common.addAll(TARGET);
    common.addAll(SEMANTICS);
    common.addAll(OUTPUT);
    // The compiler's own headers may be named in the debug information.
    common.add("-ffile-prefix-map=" + llvm.home() + "=llvm");
    for (Path directory : systemHeaders) {
      common.add("-isystem");
      common.add(directory.toString());
    }
    common.add("-isystem");
    common.add(llvm.headers().toString());
    for (Path directory : ownHeaders) {
      common.add("-I" + directory);
    }
    List<CompletableFuture<Outcome>> running = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      Path object = Path.of("object" + i + ".o");
      running.add(
          CompletableFuture.supplyAsync(
              () -> compile(root, profile, common, unit, object), executor));
    }
    List<Outcome> outcomes = new ArrayList<>();
    try {
      for (CompletableFuture<Outcome> one : running) {
        outcomes.add(one.join());
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
    return outcomes;
  }

  private Outcome compile(Path root, Profile profile, List<String> common, Unit unit, Path object) {
    List<String> arguments = new ArrayList<>(common);
    if (unit.source().toString().endsWith(".c")) {
      arguments.addAll(profile.optionsForC());
    }
    arguments.addAll(unit.own() ? List.of("-Wall", "-Wextra") : List.of("-w"));
    arguments.addAll(List.of("-c", unit.source().toString(), "-o", object.toString()));
    try {
      ToolRun run = llvm.run(LlvmToolchain.Tool.CLANG, root, arguments);
      return new Outcome(unit, object, run.succeeded(), run.errors().strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException("interrupted while compiling " + unit.source(), e);
    }
  }
}
