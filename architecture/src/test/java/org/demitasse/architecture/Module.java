package org.demitasse.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;
import java.util.Set;

/**
 * The modules from the bottom up, with what each may use. A module may use only what stands above
 * it in this list, and only what its row names: a component, say, sees {@link #BASE} and nothing of
 * the kernel or of the tools.
 */
enum Module {
  /** Runs within javac; what it generates belongs to the module that is compiled. */
  PROCESSOR("processor"),
  ABI("abi"),
  XML("xml"),
  DEVICETREE("devicetree"),
  KERNEL("kernel", ABI),
  KERNEL_AARCH64("kernel.aarch64", ABI, KERNEL),
  BASE("base", ABI),
  CORE("core", ABI, BASE),
  INIT("init", ABI, XML, BASE),
  SERVER_TIMER("server.timer", XML, BASE),
  SERVER("server", XML, BASE),
  APP("app", BASE),
  MACHINE("machine", XML),
  LIBRARY("library"),
  LADDER("ladder", ABI, BASE, CORE),
  TOOLCHAIN("toolchain", ABI, XML, DEVICETREE, INIT, MACHINE, LIBRARY),
  TESTKIT("testkit", ABI, XML, MACHINE, TOOLCHAIN),
  /** The root program that measures the kernel, and what the host has to know of it. */
  BENCH_KERNEL("bench.kernel", ABI, BASE),
  /** The components that are measured. */
  BENCH_COMPONENT("bench.component", BASE),
  BENCH("bench", ABI, XML, MACHINE, TOOLCHAIN, TESTKIT, BENCH_KERNEL, BENCH_COMPONENT),
  CLI("cli", PROCESSOR, ABI, XML, DEVICETREE, INIT, MACHINE, TOOLCHAIN, BENCH, BENCH_KERNEL),
  CONFORMANCE("conformance", BASE);

  private static final String ROOT = "org.demitasse.";

  private final String packageName;
  private final Set<Module> usable;

  Module(String relativePackage, Module... uses) {
    packageName = ROOT + relativePackage;
    usable = Set.of(uses);
  }

  /** Returns the module that a class belongs to, the one with the longest matching package name. */
  static Optional<Module> of(JavaClass type) {
    Module found = null;
    for (Module module : values()) {
      if (module.holds(type.getPackageName())
          && (found == null || module.packageName.length() > found.packageName.length())) {
        found = module;
      }
    }
    return Optional.ofNullable(found);
  }

  boolean mayUse(Module other) {
    return this == other || usable.contains(other);
  }

  /** Whether the module's code runs on the target and so is compiled to machine code. */
  boolean runsOnTarget() {
    return switch (this) {
      case ABI,
          XML,
          DEVICETREE,
          KERNEL,
          KERNEL_AARCH64,
          BASE,
          CORE,
          INIT,
          SERVER_TIMER,
          SERVER,
          APP,
          LADDER,
          LIBRARY,
          CONFORMANCE,
          BENCH_KERNEL,
          BENCH_COMPONENT ->
          true;
      case PROCESSOR, MACHINE, TOOLCHAIN, TESTKIT, BENCH, CLI -> false;
    };
  }

  Set<Module> usable() {
    return usable;
  }

  private boolean holds(String name) {
    return name.equals(packageName) || name.startsWith(packageName + ".");
  }
}
