package org.demitasse.base.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.SystemCall;
import org.junit.jupiter.api.Test;

/** C and the linker cannot read Java's constants; they must still be the same. */
class NativeHeaderTest {
  private static String resource(String name) throws IOException {
    try (InputStream stream =
        NativeHeaderTest.class.getResourceAsStream("/native/aarch64/" + name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  @Test
  void systemCallNumbersEqualTheAbi() throws Exception {
    Matcher define =
        Pattern.compile("#define DEMITASSE_(\\w+) (\\d+)").matcher(resource("system_call.h"));
    int count = 0;
    while (define.find()) {
      int expected = SystemCall.class.getField(define.group(1)).getInt(null);
      assertThat(Integer.parseInt(define.group(2))).as(define.group(1)).isEqualTo(expected);
      count++;
    }
    assertThat(count).isGreaterThanOrEqualTo(5);
  }

  @Test
  void programBaseEqualsTheAbi() throws Exception {
    assertThat(resource("component.ld"))
        .contains("  . = 0x" + Long.toHexString(ProgramLayout.PROGRAM_BASE) + ";")
        .contains("__heap_end <= 0x" + Long.toHexString(ProgramLayout.USER_END));
  }
}
