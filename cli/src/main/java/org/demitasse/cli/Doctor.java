package org.demitasse.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.demitasse.machine.Machine;
import org.demitasse.machine.Machines;
import org.demitasse.toolchain.CacheDirectory;
import org.demitasse.toolchain.MissingToolException;
import org.demitasse.toolchain.llvm.LlvmToolchain;
import org.demitasse.toolchain.qemu.Qemu;

/** Examines this host for what Demitasse needs, and provides what it may. */
final class Doctor {
  private static final int OLDEST_JDK = 21;

  private final SystemPackages packages;

  Doctor(SystemPackages packages) {
    this.packages = packages;
  }

  /** How necessary and in which state something is. */
  enum State {
    OK("ok"),
    MISSING("MISSING"),
    OPTIONAL("absent");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  /**
   * What was found about one tool.
   *
   * @param text what it is and where, or why it is needed
   * @param remedy what to type if it is not ok, otherwise empty
   */
  record Finding(State state, String text, String remedy) {
    @Override
    public String toString() {
      String line = "%-8s %s".formatted(state.word, text);
      return remedy.isEmpty() ? line : line + "\n         -> " + remedy;
    }
  }

  /** Examines everything, without installing anything. */
  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(jdk());
    for (String binary : qemuBinaries()) {
      findings.add(qemu(binary));
    }
    findings.add(compiler());
    findings.add(cache());
    findings.add(optional("gdb-multiarch", "gdb-multiarch", "`demitasse debug` starts it"));
    findings.add(
        optional(
            "dtc", "device-tree-compiler", "some tests compare device trees with what it says"));
    findings.add(
        optional("mkimage", "u-boot-tools", "some tests compare images with what it says"));
    findings.add(optional("in.tftpd", "tftpd-hpa", "`demitasse bench netboot` compares with it"));
    return findings;
  }

  /**
   * Returns a QEMU that works; installs it if it is absent and that needs no password.
   *
   * @throws MissingToolException with the line to type
   */
  Qemu provideQemu(String binary) {
    if (packages.program(binary).isEmpty()) {
      packages.install(List.of(packageOf(binary)));
    }
    return Qemu.find(binary, packages.folders());
  }

  /**
   * Returns a program that a command starts; installs it as {@link #provideQemu} does.
   *
   * @throws MissingToolException with the line to type
   */
  Path provide(String program, String packageName) {
    Optional<Path> found = packages.program(program);
    if (found.isEmpty() && packages.install(List.of(packageName))) {
      found = packages.program(program);
    }
    return found.orElseThrow(
        () ->
            new MissingToolException(
                program + " is not on the PATH", SystemPackages.installLine(List.of(packageName))));
  }

  private static List<String> qemuBinaries() {
    TreeSet<String> binaries = new TreeSet<>();
    for (String name : Machines.names()) {
      Machines.find(name).map(Machine::qemu).map(Machine.Qemu::binary).ifPresent(binaries::add);
    }
    return List.copyOf(binaries);
  }

  private static String packageOf(String qemuBinary) {
    return qemuBinary.contains("x86_64") || qemuBinary.contains("i386")
        ? "qemu-system-x86"
        : "qemu-system-arm";
  }

  private static Finding jdk() {
    Runtime.Version version = Runtime.version();
    String text = "JDK " + version + " in " + System.getProperty("java.home");
    return version.feature() >= OLDEST_JDK
        ? new Finding(State.OK, text, "")
        : new Finding(
            State.MISSING, text + " is too old", "install a JDK " + OLDEST_JDK + " or newer");
  }

  private Finding qemu(String binary) {
    try {
      Qemu qemu = Qemu.find(binary, packages.folders());
      return new Finding(State.OK, "QEMU " + qemu.version() + " in " + qemu.executable(), "");
    } catch (MissingToolException missing) {
      String remedy =
          packages.program(binary).isEmpty()
              ? SystemPackages.installLine(List.of(packageOf(binary)))
              : missing.remedy();
      return new Finding(State.MISSING, String.valueOf(missing.getMessage()), remedy);
    }
  }

  private static Finding compiler() {
    try {
      LlvmToolchain llvm = LlvmToolchain.open(CacheDirectory.ofUser(), System.err::println);
      return new Finding(State.OK, "compiler " + llvm.identity(), "");
    } catch (MissingToolException missing) {
      return new Finding(State.MISSING, String.valueOf(missing.getMessage()), missing.remedy());
    }
  }

  private static Finding cache() {
    Path folder = CacheDirectory.ofUser().path();
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.isWritable(existing)
        ? new Finding(State.OK, "cache in " + folder, "")
        : new Finding(
            State.MISSING,
            "the cache folder %s cannot be written".formatted(folder),
            "export DEMITASSE_CACHE=/some/folder");
  }

  private Finding optional(String program, String packageName, String purpose) {
    return packages
        .program(program)
        .map(path -> new Finding(State.OK, program + " in " + path, ""))
        .orElseGet(
            () ->
                new Finding(
                    State.OPTIONAL,
                    program + ": " + purpose,
                    SystemPackages.installLine(List.of(packageName))));
  }
}
