package org.demitasse.toolchain.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.toolchain.dwarf.LineTableWriter;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSection;
import org.demitasse.toolchain.elf.ElfSegment;
import org.demitasse.toolchain.elf.ElfSymbol;
import org.demitasse.toolchain.llvm.LlvmToolchain;
import org.demitasse.toolchain.llvm.LlvmToolchain.Tool;
import org.demitasse.toolchain.llvm.ToolRun;

/** Links object files to the executables of a program and makes its line table. */
final class ProgramLinker {
  /** Section of the line table in a component's file; takes no memory at run time. */
  static final String LINES_SECTION = ".demitasse.lines";

  private static final Pattern UNDEFINED = Pattern.compile("error: undefined symbol: (\\S+)");
  private static final Pattern REFERENCE =
      Pattern.compile(">>> referenced by (\\S+)(?: \\((\\S+)\\))?");

  private final LlvmToolchain llvm;
  private final ProgramSpecification specification;
  private final Path root;
  private final long heapReserve;

  /**
   * Prepares.
   *
   * @param root the working directory, which all files are in
   */
  ProgramLinker(
      LlvmToolchain llvm, ProgramSpecification specification, Path root, long heapReserve) {
    this.llvm = llvm;
    this.specification = specification;
    this.root = root;
    this.heapReserve = heapReserve;
  }

  /**
   * Makes the files of a cache entry in the working directory.
   *
   * @param objects object files
   * @param script the linker script
   * @param classes names with slashes of the program's classes
   * @return their sizes
   */
  ProgramSize link(List<Path> objects, Path script, Collection<String> classes)
      throws IOException, InterruptedException {
    linkWithDebugInformation(objects, script);
    Path debug = root.resolve(ProgramCache.DEBUG_ELF);
    ElfFile linked = ElfFile.parse(debug.toString(), Files.readAllBytes(debug));
    requireSeparateRights(linked);
    byte[] lines = LineTableWriter.of(linked, classes);
    Files.write(root.resolve(ProgramCache.LINES), lines);
    strip();
    return size(linked, lines.length);
  }

  private void linkWithDebugInformation(List<Path> objects, Path script)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "-static",
            "--gc-sections",
            // Erratum 843419: an ADRP at the end of a page can go wrong (Arm EPM048406).
            "--fix-cortex-a53-843419",
            "--build-id=none",
            "-z",
            "max-page-size=4096"));
    arguments.add("--defsym=__heap_size=" + heapReserve);
    arguments.add("--defsym=__stack_size=" + specification.stackSize());
    arguments.addAll(List.of("-T", script.toString(), "-o", ProgramCache.DEBUG_ELF));
    objects.forEach(object -> arguments.add(object.toString()));
    ToolRun run = llvm.run(Tool.LINKER, root, arguments);
    if (!run.succeeded()) {
      throw explain(run.errors());
    }
  }

  private ProgramException explain(String errors) {
    Map<String, Set<String>> undefined = new LinkedHashMap<>();
    Set<String> references = new LinkedHashSet<>();
    for (String line : errors.lines().toList()) {
      Matcher symbol = UNDEFINED.matcher(line);
      Matcher reference = REFERENCE.matcher(line);
      if (symbol.find()) {
        references = undefined.computeIfAbsent(symbol.group(1), key -> new LinkedHashSet<>());
      } else if (reference.find()) {
        // The name without its folder comes first, the whole path in parentheses.
        references.add(Objects.requireNonNullElse(reference.group(2), reference.group(1)));
      }
    }
    if (undefined.isEmpty()) {
      return ProgramException.of(
          specification.name() + ": the linker refuses the program:",
          errors.strip().lines().toList());
    }
    List<String> findings = new ArrayList<>();
    undefined.forEach(
        (symbol, places) ->
            findings.add(
                "C function %s is not defined; needed by %s"
                    .formatted(symbol, String.join(", ", places))));
    findings.add(
        "native methods are defined in C or assembly files under native/aarch64/ on the class path");
    return ProgramException.of(specification.name() + ": cannot be linked:", findings);
  }

  /** No memory is both written and executed. */
  private void requireSeparateRights(ElfFile linked) {
    int both = ElfSegment.WRITE | ElfSegment.EXECUTE;
    for (ElfSegment segment : linked.loadSegments()) {
      if ((segment.flags() & both) == both) {
        throw new ProgramException(
            "%s: the segment at 0x%x is both writable and executable; correct the linker script %s"
                .formatted(
                    specification.name(),
                    segment.virtualAddress(),
                    specification.profile().linkerScript()));
      }
    }
  }

  private void strip() throws InterruptedException {
    switch (specification.profile()) {
      // The weaver looks for the kernel's symbols; they never get into an image.
      case KERNEL -> copyObject("--strip-debug", ProgramCache.DEBUG_ELF, ProgramCache.ELF);
      case COMPONENT -> {
        copyObject(
            "--strip-all",
            "--add-section=" + LINES_SECTION + "=" + ProgramCache.LINES,
            ProgramCache.DEBUG_ELF,
            ProgramCache.ELF);
        // The root program reads the table where it lies and wants it at a multiple of eight. A
        // section that is added in the same run would keep its alignment of one.
        copyObject("--set-section-alignment=" + LINES_SECTION + "=8", ProgramCache.ELF);
      }
    }
  }

  private void copyObject(String... arguments) throws InterruptedException {
    ToolRun run = llvm.run(Tool.OBJCOPY, root, List.of(arguments));
    if (!run.succeeded()) {
      throw new IllegalStateException(
          String.join(" ", run.command()) + ": " + run.errors().strip());
    }
  }

  private ProgramSize size(ElfFile linked, long lines) throws IOException {
    long text = 0;
    long rodata = 0;
    long data = 0;
    long bss = 0;
    for (ElfSection section : linked.sections()) {
      if (!section.isAllocated()) {
        continue;
      }
      if (section.isExecutable()) {
        text += section.size();
      } else if (section.type() == ElfSection.NOBITS) {
        bss += section.size();
      } else if (section.isWritable()) {
        data += section.size();
      } else {
        rodata += section.size();
      }
    }
    long stack = distance(linked, "__stack_bottom", "__stack_top");
    long heap = distance(linked, "__heap_start", "__heap_end");
    // Stack and heap are sections without bytes, too.
    return new ProgramSize(
        text,
        rodata,
        data,
        Math.max(0, bss - stack - heap),
        stack,
        heap,
        Files.size(root.resolve(ProgramCache.ELF)),
        lines);
  }

  private static long distance(ElfFile linked, String from, String to) {
    return address(linked, to) - address(linked, from);
  }

  private static long address(ElfFile linked, String symbol) {
    return linked.symbol(symbol).map(ElfSymbol::value).orElse(0L);
  }
}
