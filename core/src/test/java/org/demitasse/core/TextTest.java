package org.demitasse.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.base.runtime.LogWriter;
import org.junit.jupiter.api.Test;

class TextTest {
  private static String size(long bytes) {
    StringBuilder text = new StringBuilder();
    LogWriter log =
        new LogWriter((buffer, count) -> text.append(new String(buffer, 0, count, UTF_8)));
    Text.size(log, bytes).end();
    return text.toString().stripTrailing();
  }

  @Test
  void size_unitsWithinReason() {
    assertThat(size(0)).isEqualTo("0 bytes");
    assertThat(size(10 * 1024 - 1)).isEqualTo("10239 bytes");
    assertThat(size(64 << 10)).isEqualTo("64 KiB");
    assertThat(size(128L << 20)).isEqualTo("128 MiB");
    assertThat(size(8L << 30)).isEqualTo("8192 MiB");
  }
}
