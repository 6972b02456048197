package org.demitasse.base.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogWriterTest {
  private final List<Integer> writes = new ArrayList<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LogWriter log =
      new LogWriter(
          (bytes, count) -> {
            writes.add(count);
            written.write(bytes, 0, count);
          });

  @Test
  void end_sendsOneWrite() {
    log.text("answer ").decimal(42).end();
    assertThat(written.toString(UTF_8)).isEqualTo("answer 42\n");
    assertThat(writes).hasSize(1);
  }

  @Test
  void text_longerThanTheBuffer() {
    String text = "\u20ac".repeat(LogWriter.SIZE) + "\ud83d\ude00";
    log.text(text).end();
    assertThat(written.toString(UTF_8)).isEqualTo(text + "\n");
    assertThat(writes).allMatch(count -> count > 0 && count <= LogWriter.SIZE);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        9,
        10,
        99,
        100,
        1234567890,
        -1,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -10,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE
      })
  void decimal_everySize(long number) {
    log.decimal(number).end();
    assertThat(written.toString(UTF_8)).isEqualTo(number + "\n");
  }

  @Test
  void hexadecimal_equalsTheLibrary() {
    for (long number : new long[] {0, 1, 15, 16, 0xFFFF, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      written.reset();
      log.hexadecimal(number).end();
      assertThat(written.toString(UTF_8)).isEqualTo("0x" + Long.toHexString(number) + "\n");
    }
  }
}
