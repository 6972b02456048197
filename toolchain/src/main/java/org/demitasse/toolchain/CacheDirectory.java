package org.demitasse.toolchain;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything the toolchain can make again: the unpacked compiler and the
 * compiled programs. Removing it costs time and nothing else.
 *
 * @param path the folder; it need not exist yet
 */
public record CacheDirectory(Path path) {

  /**
   * The folder of this user: {@code DEMITASSE_CACHE}, else {@code demitasse} under {@code
   * XDG_CACHE_HOME} (XDG Base Directory Specification), else {@code ~/.cache/demitasse}.
   */
  public static CacheDirectory ofUser() {
    return of(System.getenv(), System.getProperty("user.home", "."));
  }

  static CacheDirectory of(Map<String, String> environment, String home) {
    String own = given(environment, "DEMITASSE_CACHE");
    if (own != null) {
      return new CacheDirectory(Path.of(own).toAbsolutePath());
    }
    String shared = given(environment, "XDG_CACHE_HOME");
    // The specification says that a relative path is to be ignored.
    if (shared != null && Path.of(shared).isAbsolute()) {
      return new CacheDirectory(Path.of(shared, "demitasse"));
    }
    return new CacheDirectory(Path.of(home, ".cache", "demitasse").toAbsolutePath());
  }

  private static @Nullable String given(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** The folder of unpacked compilers. */
  public Path llvm() {
    return path.resolve("llvm");
  }

  /** The folder of compiled programs. */
  public Path programs() {
    return path.resolve("programs");
  }
}
