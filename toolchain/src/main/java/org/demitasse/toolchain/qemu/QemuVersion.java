package org.demitasse.toolchain.qemu;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A release of QEMU, as the first line of {@code qemu-system-aarch64 --version} names it. */
public record QemuVersion(int major, int minor, int patch) implements Comparable<QemuVersion> {
  private static final Pattern BANNER =
      Pattern.compile("QEMU emulator version (\\d+)\\.(\\d+)(?:\\.(\\d+))?");
  private static final Comparator<QemuVersion> ORDER =
      Comparator.comparingInt(QemuVersion::major)
          .thenComparingInt(QemuVersion::minor)
          .thenComparingInt(QemuVersion::patch);

  /**
   * Reads the version out of what {@code --version} printed; empty when that is not QEMU's banner.
   */
  public static Optional<QemuVersion> parse(String banner) {
    var matcher = BANNER.matcher(banner);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String patch = matcher.group(3);
    return Optional.of(
        new QemuVersion(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            patch == null ? 0 : Integer.parseInt(patch)));
  }

  @Override
  public int compareTo(QemuVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
