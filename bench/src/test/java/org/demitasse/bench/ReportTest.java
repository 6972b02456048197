package org.demitasse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.demitasse.bench.Measurement.Unit;
import org.demitasse.bench.kernel.Operation;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private final Report report =
      new Report(
          Map.of("qemu", "7.2.22", "java", "25 \"x\"\n"),
          List.of(
              new Measurement("null system call", 104.5, Unit.INSTRUCTIONS, "seL4 215"),
              new Measurement("image", 1234567, Unit.BYTES, ""),
              new Measurement("clean build", 12.3456, Unit.SECONDS, "")),
          List.of(
              new OperationCount(Operation.IPC_0, false, 354, 355),
              new OperationCount(Operation.MAP_64_PAGES, false, 10070, 10070)));

  @Test
  void table_alignsNumbersAndPutsOthersBeside() {
    assertThat(report.toTable())
        .isEqualTo(
            """
            null system call        105 instructions  seL4 215
            image             1,234,567 bytes
            clean build           12.35 s

            kernel, instructions        min  median  seL4  slow path  Linux stock / minimal  goal
            IPC round trip, 0 words     354     355   413      1,250  15,560 / 7,930 (pipe)   350
            map 64 pages             10,070  10,070
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
              ],
              "operations": [
                {"operation": "ipc-0", "fpu-owned": false, "minimum": 354, "median": 355},
                {"operation": "map-64-pages", "fpu-owned": false, "minimum": 10070, "median": 10070}
              ]
            }
            """);
  }
}
