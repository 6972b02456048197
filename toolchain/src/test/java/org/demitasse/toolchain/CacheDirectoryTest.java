package org.demitasse.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheDirectoryTest {
  private static Path of(Map<String, String> environment) {
    return CacheDirectory.of(environment, "/home/user").path();
  }

  @Test
  void ownVariable_comesFirst() {
    assertThat(of(Map.of("DEMITASSE_CACHE", "/d", "XDG_CACHE_HOME", "/x")))
        .isEqualTo(Path.of("/d"));
  }

  @Test
  void sharedVariable_isUsedIfAbsolute() {
    assertThat(of(Map.of("XDG_CACHE_HOME", "/x"))).isEqualTo(Path.of("/x/demitasse"));
    assertThat(of(Map.of("XDG_CACHE_HOME", "x"))).isEqualTo(Path.of("/home/user/.cache/demitasse"));
  }

  @Test
  void noVariable_meansTheHomeFolder() {
    assertThat(of(Map.of("DEMITASSE_CACHE", " ")))
        .isEqualTo(Path.of("/home/user/.cache/demitasse"));
  }
}
