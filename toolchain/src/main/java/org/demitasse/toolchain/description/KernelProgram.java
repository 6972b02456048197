package org.demitasse.toolchain.description;

import org.demitasse.xml.SourceLocation;

/**
 * The element {@code <kernel>}.
 *
 * @param mainClass fully qualified name
 * @param debugger whether Ctrl-T on the console enters the kernel's debugger
 * @param objects how many kernel objects there are, 1 to 4 times the least; 0: as the RAM suggests
 */
public record KernelProgram(
    SourceLocation location, String mainClass, boolean debugger, int objects) {
  /** The kernel when the description names none. */
  public static final String DEFAULT_CLASS = "org.demitasse.kernel.aarch64.KernelMain";
}
