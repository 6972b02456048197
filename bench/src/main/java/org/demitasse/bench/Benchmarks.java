package org.demitasse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.demitasse.bench.Measurement.Unit;
import org.demitasse.bench.Workshop.Part;
import org.demitasse.machine.Machines;
import org.demitasse.toolchain.CacheDirectory;
import org.demitasse.toolchain.program.Program;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.program.ProgramSize;
import org.demitasse.toolchain.program.ProgressListener;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.system.BuiltSystem;

/**
 * The benchmarks.
 *
 * <p>Instructions are those of QEMU's machine {@code virt} with a Cortex-A53, 1 core, {@code
 * -icount shift=0,sleep=off}: one instruction is one nanosecond of the machine's time, the counter
 * ticks every 16. They say nothing about caches, TLBs or devices. The numbers beside them were
 * measured in the same way on the same emulated machine: seL4 16.0.0-dev (non-MCS, release
 * settings, gcc 12 -O2), Linux 6.1 of Debian 12 in a tiny configuration, and OpenJDK 17 on it with
 * the best start-up settings found.
 */
public final class Benchmarks {
  private static final Pattern FIRST_LINE =
      Pattern.compile("^\\[first] first line of edition (\\d+) at (\\d+)$", Pattern.MULTILINE);
  private static final Part FIRST = new Part("first", "FirstLine", "64K", "64K");
  private static final String SMALLEST_STACK = "16K";
  private static final List<String> HEAPS = List.of("16K", "24K", "32K", "48K", "64K", "128K");

  private final Workshop workshop;
  private final ProgressListener progress;
  private final List<Measurement> measurements = new ArrayList<>();

  private Benchmarks(Workshop workshop, ProgressListener progress) {
    this.workshop = workshop;
    this.progress = progress;
  }

  /**
   * Runs all benchmarks; takes some minutes.
   *
   * @param folder an empty folder to work in
   * @param progress is told of what takes time
   * @throws IOException when a file cannot be read or written
   * @throws IllegalStateException when a system does not do what is to be measured; the message has
   *     its console
   */
  public static Report run(Path folder, ProgressListener progress)
      throws IOException, InterruptedException {
    // A cache of its own, empty at first, so that a clean build is one.
    var programs = new ProgramBuilder(CacheDirectory.ofUser(), folder.resolve("programs"));
    var benchmarks = new Benchmarks(new Workshop(folder, programs, progress), progress);
    benchmarks.build();
    benchmarks.floor();
    benchmarks.measurements.addAll(ComponentSystem.measure(folder, programs, progress));
    return new Report(
        environment(), benchmarks.measurements, operations(folder, programs, progress));
  }

  /**
   * Runs only those of the kernel's operations; takes some seconds.
   *
   * @param folder to work in
   * @param progress is told of what takes time
   * @throws IOException when a file cannot be read or written
   * @throws IllegalStateException when an operation does not do what it should; the message has the
   *     console
   */
  public static Report runKernel(Path folder, ProgressListener progress)
      throws IOException, InterruptedException {
    return new Report(environment(), List.of(), operations(folder, new ProgramBuilder(), progress));
  }

  /** Runs only those of components that call each other; parameters as for {@link #runKernel}. */
  public static Report runComponents(Path folder, ProgressListener progress)
      throws IOException, InterruptedException {
    return new Report(
        environment(), ComponentSystem.measure(folder, new ProgramBuilder(), progress), List.of());
  }

  /**
   * Runs only the one of work shared by processors; parameters as for {@link #runKernel}.
   *
   * @param processors up to how many, 1 to 8
   */
  public static Report runProcessors(Path folder, int processors, ProgressListener progress)
      throws IOException, InterruptedException {
    return new Report(
        environment(),
        ProcessorSystem.measure(folder, processors, new ProgramBuilder(), progress),
        List.of());
  }

  private static List<OperationCount> operations(
      Path folder, ProgramBuilder programs, ProgressListener progress)
      throws IOException, InterruptedException {
    progress.progress("measuring the kernel's operations ...");
    return KernelSystem.build(folder, programs, progress).measure();
  }

  private static Map<String, String> environment() throws IOException, InterruptedException {
    String qemu = Machines.find("virt").orElseThrow().qemu().binary();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("qemu", Qemu.find(qemu).version().toString());
    environment.put("java", Runtime.version().toString());
    environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return environment;
  }

  /** Build times, and on the way what the default system weighs and how long it takes to boot. */
  private void build() throws IOException, InterruptedException {
    progress.progress("measuring a clean build ...");
    long start = System.nanoTime();
    workshop.compile();
    workshop.build(FIRST);
    double clean = secondsSince(start);
    start = System.nanoTime();
    BuiltSystem system = workshop.build(FIRST);
    double unchanged = secondsSince(start);
    boot(system);
    sizes(system);
    progress.progress("measuring a one-line change ...");
    workshop.edit("FirstLine.java", "edition 1", "edition 2");
    start = System.nanoTime();
    workshop.compile();
    BuiltSystem changed = workshop.build(FIRST);
    String console = workshop.bootUntil(changed, FIRST_LINE);
    double change = secondsSince(start);
    find(FIRST_LINE, console);
    add("one-line change of a component to that line on the console", change, Unit.SECONDS, "");
    add("build of kernel, root program and component from nothing", clean, Unit.SECONDS, "");
    add("the same build with nothing changed", unchanged, Unit.SECONDS, "");
  }

  private void boot(BuiltSystem system) throws IOException, InterruptedException {
    progress.progress("measuring the boot ...");
    long first = Long.parseLong(find(FIRST_LINE, workshop.boot(system)).group(2));
    add(
        "reset to the first Java line of a component",
        first,
        Unit.INSTRUCTIONS,
        "goal 5,000,000; seL4 to its first user instruction 3,360,000; Linux to init 62,800,000, to"
            + " a Java line 169,700,000");
  }

  private void sizes(BuiltSystem system) {
    ProgramSize kernel = system.kernel().size();
    add("kernel: code and constants", kernel.text() + kernel.rodata(), Unit.BYTES, "seL4 32,384");
    add("kernel: data, stack and heap", writable(kernel), Unit.BYTES, "");
    ProgramSize root = system.rootProgram().size();
    add("root program: code and constants", root.text() + root.rodata(), Unit.BYTES, "");
    add("root program: data, stack and heap", writable(root), Unit.BYTES, "");
    add(
        "image of kernel, root program and one component",
        system.listing().size(),
        Unit.BYTES,
        "goal 524,288; Linux with a JRE 52,000,000");
  }

  /** The least memory in which a component still prints its line. */
  private void floor() throws IOException, InterruptedException {
    for (String heap : HEAPS) {
      progress.progress("trying a component with a heap of " + heap + " ...");
      BuiltSystem system = workshop.build(new Part("first", "FirstLine", heap, SMALLEST_STACK));
      if (FIRST_LINE.matcher(workshop.boot(system)).find()) {
        Program component = system.components().getFirst();
        ProgramSize size = component.size();
        add("component, least: code and constants", size.text() + size.rodata(), Unit.BYTES, "");
        add("component, least: data, stack and heap, reserved", writable(size), Unit.BYTES, "");
        add(
            "component, least: all together",
            size.text() + size.rodata() + writable(size),
            Unit.BYTES,
            "goal 262,144; a JVM 24,500,000");
        return;
      }
    }
    throw new IllegalStateException("a component runs in none of the heaps " + HEAPS);
  }

  private static MatchResult find(Pattern line, String console) {
    var matcher = line.matcher(console);
    if (!matcher.find()) {
      throw new IllegalStateException(
          "no line matches %s on the console:\n%s".formatted(line, console));
    }
    return matcher.toMatchResult();
  }

  private static long writable(ProgramSize size) {
    return size.data() + size.bss() + size.stack() + size.heap();
  }

  private void add(String name, double value, Unit unit, String beside) {
    measurements.add(new Measurement(name, value, unit, beside));
  }

  private void add(String name, long value, Unit unit, String beside) {
    add(name, (double) value, unit, beside);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
