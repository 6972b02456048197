package org.demitasse.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.demitasse.machine.Machines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description =
        "Runs all tests, on the JVM and booted: of the project here, or of Demitasse itself.")
final class TestCommand implements Callable<Integer> {
  /** Programs that tests of this repository ask what they think, with their packages. */
  private static final Map<String, String> COMPARED_WITH =
      Map.of(
          "dtc", "device-tree-compiler",
          "mkimage", "u-boot-tools",
          "ip", "iproute2",
          "curl", "curl",
          "atftp", "atftp",
          "fsck.vfat", "dosfstools",
          "mcopy", "mtools",
          "sfdisk", "fdisk");

  private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu_arm64/u-boot.bin");

  private static final List<String> FORMAT = List.of("spotless:check", "--fail-at-end");

  @Parameters(
      arity = "0..1",
      paramLabel = "FILTER",
      description =
          "Only these test classes or methods, as Surefire takes them: Hello*, Hello#greets")
  private @Nullable String filter;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show all that Maven says.")
  private boolean verbose;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.current();
    provideTools(workspace);
    Maven maven = new Maven(workspace, workspace.output().resolve("test.log"));
    // File systems keep times to the second at worst.
    FileTime start = FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    boolean ok = maven.run(this::show, arguments(workspace));
    if (!workspace.isProject() && filter == null) {
      // In a run of its own: a line too long must not keep the tests of later modules from running.
      ok &= new Maven(workspace, workspace.output().resolve("format.log")).run(this::show, FORMAT);
    }
    SurefireReports reports = SurefireReports.read(workspace.folder(), start);
    if (!ok && reports.passed()) {
      System.out.println(
          "[ERROR] The build failed, though no test did; the whole output is in %s"
              .formatted(Workspace.shown(workspace.output())));
    }
    System.out.println(reports);
    return ok && reports.passed() ? ExitStatus.OK : ExitStatus.FAILURE;
  }

  private static void provideTools(Workspace workspace) {
    SystemPackages packages = SystemPackages.ofThisHost();
    Doctor doctor = new Doctor(packages);
    for (String name : Machines.names()) {
      Machines.find(name).ifPresent(machine -> doctor.provideQemu(machine.qemu().binary()));
    }
    if (!workspace.isProject()) {
      // The tests that compare with them are skipped without them.
      List<String> missing = new ArrayList<>();
      COMPARED_WITH.forEach(
          (program, name) -> {
            if (packages.program(program).isEmpty()) {
              missing.add(name);
            }
          });
      if (!Files.exists(U_BOOT)) {
        missing.add("u-boot-qemu");
      }
      if (!missing.isEmpty()) {
        packages.install(missing);
      }
    }
  }

  private List<String> arguments(Workspace workspace) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        workspace.isProject() ? List.of("test") : List.of("verify", "-Dspotless.check.skip"));
    arguments.add("--fail-at-end");
    // The reports tell of failed tests; Maven would leave out all modules behind the first of them.
    arguments.add("-Dmaven.test.failure.ignore");
    if (filter != null) {
      arguments.add("-Dtest=" + filter);
      arguments.add("-Dsurefire.failIfNoSpecifiedTests=false");
    }
    return arguments;
  }

  /** Shows what is built, each test class with its outcome, and everything unusual. */
  private void show(String line) {
    boolean usual = line.startsWith("[INFO]") || line.isBlank();
    if (verbose
        || !usual
        || line.startsWith("[INFO] Building Demitasse")
        || line.startsWith("[INFO] Running ")
        || line.startsWith("[INFO] Tests run: ")) {
      System.out.println(line);
    }
  }
}
