package org.demitasse.toolchain.qemu;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.demitasse.toolchain.MissingToolException;

/**
 * A QEMU program of this host that is known to start and to be recent enough.
 *
 * @param executable absolute path of the program
 * @param version its release
 */
public record Qemu(Path executable, QemuVersion version) {
  /** The oldest release that the boot tests have been run with. */
  public static final QemuVersion OLDEST = new QemuVersion(7, 0, 0);

  private static final int VERSION_SECONDS = 30;

  /**
   * Finds a QEMU program on the PATH.
   *
   * @param name its file name, such as {@code qemu-system-aarch64}
   * @throws MissingToolException when it is absent, does not start, or is older than {@link
   *     #OLDEST}
   */
  public static Qemu find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return find(
        name,
        Arrays.stream(path.split(File.pathSeparator))
            .filter(entry -> !entry.isBlank())
            .map(Path::of)
            .toList());
  }

  /** As {@link #find(String)}, in the given folders instead of those of the PATH. */
  public static Qemu find(String name, List<Path> folders) {
    Path executable =
        folders.stream()
            .map(folder -> folder.resolve(name).toAbsolutePath())
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .findFirst()
            .orElseThrow(
                () -> new MissingToolException(name + " is not on the PATH", remedy(name)));
    String banner = banner(name, executable);
    QemuVersion version =
        QemuVersion.parse(banner)
            .orElseThrow(
                () ->
                    new MissingToolException(
                        "%s does not say which release of QEMU it is; it printed \"%s\""
                            .formatted(executable, banner.strip()),
                        remedy(name)));
    if (version.compareTo(OLDEST) < 0) {
      throw new MissingToolException(
          "%s is QEMU %s, and %s is the oldest that works".formatted(executable, version, OLDEST),
          "install QEMU %s or newer and put it first on the PATH".formatted(OLDEST));
    }
    return new Qemu(executable, version);
  }

  private static String banner(String name, Path executable) {
    try {
      Process process =
          new ProcessBuilder(executable.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return output;
    } catch (IOException failure) {
      throw new MissingToolException(
          executable + " does not start: " + failure.getMessage(), remedy(name));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new MissingToolException(
          "interrupted while asking %s for its version".formatted(executable), "try again");
    }
  }

  private static String remedy(String name) {
    return name.startsWith("qemu-system-x86") || name.startsWith("qemu-system-i386")
        ? "sudo apt-get install qemu-system-x86"
        : "sudo apt-get install qemu-system-arm";
  }
}
