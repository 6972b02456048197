package org.demitasse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.demitasse.bench.Measurement.Unit;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private final Report report =
      new Report(
          Map.of("qemu", "7.2.22", "java", "25 \"x\"\n"),
          List.of(
              new Measurement("null system call", 104.5, Unit.INSTRUCTIONS, "seL4 215"),
              new Measurement("image", 1234567, Unit.BYTES, ""),
              new Measurement("clean build", 12.3456, Unit.SECONDS, "")));

  @Test
  void table_alignsNumbersAndPutsOthersBeside() {
    assertThat(report.toTable())
        .isEqualTo(
            """
            null system call        105 instructions  seL4 215
            image             1,234,567 bytes
            clean build           12.35 s
            """);
  }

  @Test
  void json_hasEnvironmentAndMeasurements() {
    assertThat(report.toJson())
        .isEqualTo(
            """
            {
              "environment": {
                "java": "25 \\"x\\"\\u000a",
                "qemu": "7.2.22"
              },
              "measurements": [
                {"name": "null system call", "value": 105, "unit": "instructions"},
                {"name": "image", "value": 1234567, "unit": "bytes"},
                {"name": "clean build", "value": 12.35, "unit": "s"}
              ]
            }
            """);
  }
}
