package org.demitasse.toolchain.program;

import java.util.List;
import org.demitasse.toolchain.teavm.CodeProfile;

/** What kind of program is built; decides checks, runtime, registers and memory layout. */
public enum Profile {
  /** The microkernel: no collector, no exceptions, no floating-point registers, one stack. */
  KERNEL("kernel.ld", CodeProfile.KERNEL, List.of()),

  /** A component or the root program: everything Java has, in a space of its own. */
  COMPONENT("component.ld", CodeProfile.COMPONENT, List.of(MainClass.RUNTIME));

  private final String linkerScript;
  private final CodeProfile code;
  private final List<String> rootClasses;

  Profile(String linkerScript, CodeProfile code, List<String> rootClasses) {
    this.linkerScript = linkerScript;
    this.code = code;
    this.rootClasses = rootClasses;
  }

  /** Classes, with slashes, that every program of the profile uses besides those it names. */
  List<String> rootClasses() {
    return rootClasses;
  }

  /** File name of the linker script, looked for as {@code native/aarch64/} on the class path. */
  String linkerScript() {
    return linkerScript;
  }

  CodeProfile code() {
    return code;
  }

  /** What the compiler is told for C besides the options common to all programs. */
  List<String> optionsForC() {
    return switch (this) {
      // A trap saves the general registers only: the others hold a component's values. Assembly
      // may name them, since it is what saves and restores them.
      case KERNEL -> List.of("-mgeneral-regs-only", "-flto");
      // A method's last call stays a call, so that reports of faults tell of the method.
      case COMPONENT -> List.of("-flto", "-fno-optimize-sibling-calls");
    };
  }
}
