package org.demitasse.toolchain.description;

import org.demitasse.machine.xml.SourceLocation;

/**
 * The element {@code <kernel>}.
 *
 * @param mainClass fully qualified name
 * @param debugger whether Ctrl-T on the console enters the kernel's debugger
 */
public record KernelProgram(SourceLocation location, String mainClass, boolean debugger) {
  /** The kernel when the description names none. */
  public static final String DEFAULT_CLASS = "org.demitasse.kernel.aarch64.KernelMain";
}
