package org.demitasse.toolchain.program;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramSpecificationTest {
  private static void specify(long floor, long limit, long stack) {
    ProgramSpecification unused =
        new ProgramSpecification("x", Profile.COMPONENT, "X", List.of(), floor, limit, stack);
    throw new AssertionError(unused + " was accepted");
  }

  @Test
  void sizesOutOfRange_areRefusedWithTheRange() {
    assertThatThrownBy(() -> specify(100, 65536, 65536))
        .isInstanceOf(ProgramException.class)
        .hasMessage("x: heap of 100 bytes is too small: the collector needs at least 16384");
    assertThatThrownBy(() -> specify(65536, 32768, 65536))
        .hasMessage("x: heap limit of 32768 bytes is smaller than the heap at start, 65536 bytes");
    assertThatThrownBy(() -> specify(65536, 2L << 30, 65536))
        .hasMessageStartingWith("x: heap limit of 2147483648 bytes is too large");
    assertThatThrownBy(() -> specify(65536, 65536, 5000))
        .hasMessage(
            "x: stack of 5000 bytes: it must be a multiple of 4096 between 16384 and 67108864");
    assertThatThrownBy(() -> specify(65536, 65536, 65536 + 1))
        .hasMessageStartingWith("x: stack of 65537 bytes");
  }
}
