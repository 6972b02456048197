package org.demitasse.toolchain.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.toolchain.description.BootModule;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageContents;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.image.ImageListing;
import org.demitasse.toolchain.image.Weaver;
import org.demitasse.toolchain.program.Profile;
import org.demitasse.toolchain.program.Program;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.program.ProgramException;
import org.demitasse.toolchain.program.ProgramSpecification;
import org.demitasse.toolchain.program.ProgressListener;
import org.demitasse.xml.Diagnostics;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.SourceLocation;

/**
 * Builds systems: from a description and class files to a bootable image.
 *
 * <p>Each program is built by itself, several at once; those whose classes have not changed since
 * are taken from the cache. Nothing is written to the image file until all of them are there.
 */
public final class SystemBuilder {
  /**
   * Bytes of the kernel's heap, from which it makes its objects while it boots; nothing is
   * allocated later.
   */
  private static final long KERNEL_HEAP = 1408 << 10;

  /** Bytes of the kernel's stack: it runs to completion and calls only itself. */
  private static final long KERNEL_STACK = 16 << 10;

  /**
   * What every component contains although no class of it need name it: start code and the bottom
   * of the Java runtime.
   */
  private static final String COMPONENT_RUNTIME = "org.demitasse.base.runtime.ComponentRuntime";

  private final ProgramBuilder programs;
  private final ProgramClassPath classPath;
  private final ProgressListener progress;
  private final Optional<Path> firmware;

  /**
   * @param programs builds and caches single programs
   * @param classPath where the classes of all programs are, the kernel's included
   * @param progress is told of what takes time
   */
  public SystemBuilder(
      ProgramBuilder programs, ProgramClassPath classPath, ProgressListener progress) {
    this(programs, classPath, progress, Optional.empty());
  }

  private SystemBuilder(
      ProgramBuilder programs,
      ProgramClassPath classPath,
      ProgressListener progress,
      Optional<Path> firmware) {
    this.programs = programs;
    this.classPath = classPath;
    this.progress = progress;
    this.firmware = firmware;
  }

  /** Returns a builder that puts the files of a folder onto disks that it makes. */
  public SystemBuilder withFirmware(Path folder) {
    return new SystemBuilder(programs, classPath, progress, Optional.of(folder));
  }

  /**
   * Builds a system.
   *
   * @param output the image file to be made or replaced
   * @throws InvalidDocumentException if the description names a class that does not exist, or what
   *     it describes cannot boot; {@code output} is left as it was
   * @throws ProgramException if a program cannot be compiled
   * @throws org.demitasse.toolchain.MissingToolException if there is no compiler
   */
  public BuiltSystem build(SystemDescription description, ImageFormat format, Path output)
      throws InterruptedException {
    List<Program> built = programs.buildAll(specifications(description), progress);
    Program kernel = built.get(0);
    Program rootProgram = built.get(1);
    List<Program> components = built.subList(2, built.size());
    Map<String, Path> componentFiles = new HashMap<>();
    for (Program component : components) {
      componentFiles.put(component.name(), component.elf());
    }
    ImageContents contents =
        new ImageContents(
            description,
            kernel.elf(),
            Optional.of(kernel.lineTable()),
            rootProgram.elf(),
            componentFiles,
            firmware);
    try {
      ImageListing listing = Weaver.weave(contents, format, output);
      return new BuiltSystem(description, output, listing, kernel, rootProgram, components);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + output, failure);
    }
  }

  /** Returns what is to be built: kernel, root program, and the components in their order. */
  private List<ProgramSpecification> specifications(SystemDescription description) {
    Diagnostics diagnostics = new Diagnostics();
    List<ProgramSpecification> specifications = new ArrayList<>();
    specifications.add(
        new ProgramSpecification(
            "kernel",
            Profile.KERNEL,
            description.kernel().mainClass(),
            entries(
                description.kernel().mainClass(),
                diagnostics,
                description.kernel().location(),
                "kernel"),
            KERNEL_HEAP,
            KERNEL_HEAP,
            KERNEL_STACK));
    var root = description.rootProgram();
    specifications.add(
        new ProgramSpecification(
            root.name(),
            Profile.COMPONENT,
            root.mainClass(),
            entries(
                root.mainClass(), diagnostics, root.location(), "rootprogram", COMPONENT_RUNTIME),
            root.heap(),
            root.heapLimit(),
            root.stack()));
    for (BootModule module : description.modules()) {
      if (module instanceof BootModule.Component component) {
        specifications.add(
            new ProgramSpecification(
                component.name(),
                Profile.COMPONENT,
                component.mainClass(),
                entries(
                    component.mainClass(),
                    diagnostics,
                    component.location(),
                    "component",
                    COMPONENT_RUNTIME),
                component.heap(),
                component.heapLimit(),
                component.stack()));
      }
    }
    diagnostics.throwIfAny();
    return specifications;
  }

  private List<Path> entries(
      String mainClass,
      Diagnostics diagnostics,
      SourceLocation location,
      String element,
      String... companions) {
    return classPath
        .of(mainClass, companions)
        .orElseGet(
            () -> {
              diagnostics.report(
                  location,
                  element,
                  "there is no class %s; expected the full name of a compiled class"
                          .formatted(mainClass)
                      + classPath.hint(mainClass));
              return List.of();
            });
  }
}
