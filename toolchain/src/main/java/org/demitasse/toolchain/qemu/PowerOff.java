package org.demitasse.toolchain.qemu;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kernel's last line, which tells how the run went: {@code [kernel] power off: exit code 0}.
 */
public final class PowerOff {
  private static final Pattern LINE =
      Pattern.compile("\\[kernel\\] power off: exit code (-?\\d{1,10})");

  private PowerOff() {}

  /**
   * The exit code that a console line states; empty when it is another line. The whole line must
   * fit: a component's line has the component's label in front and cannot pass for the kernel's.
   */
  public static Optional<Integer> exitCode(String line) {
    var matcher = LINE.matcher(line.stripTrailing());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long code = Long.parseLong(matcher.group(1));
    return code == (int) code ? Optional.of((int) code) : Optional.empty();
  }
}
