package org.demitasse.base.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBufferTest {
  private final List<Integer> writes = new ArrayList<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LogBuffer log =
      new LogBuffer(
          (bytes, count) -> {
            writes.add(count);
            written.write(bytes, 0, count);
          });

  @Test
  void endLine_sendsOneWrite() {
    log.append("answer ").append(42).endLine();
    assertThat(written.toString(UTF_8)).isEqualTo("answer 42\n");
    assertThat(writes).hasSize(1);
  }

  @Test
  void append_longerThanTheBuffer() {
    String text = "\u20ac".repeat(LogBuffer.SIZE) + "\ud83d\ude00";
    log.append(text).endLine();
    assertThat(written.toString(UTF_8)).isEqualTo(text + "\n");
    assertThat(writes).allMatch(count -> count > 0 && count <= LogBuffer.SIZE);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 9, 10, 99, 100, 1234567890, -1, -10, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void append_number(int number) {
    log.append(number).endLine();
    assertThat(written.toString(UTF_8)).isEqualTo(number + "\n");
  }
}
