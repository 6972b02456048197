package org.demitasse.toolchain.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.demitasse.machine.Machines;
import org.demitasse.toolchain.qemu.QemuProcess.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class QmpConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void connection_answersTakesPicturesAndQuits() throws Exception {
    Path socket = folder.resolve("qmp");
    try (var process = start(socket);
        var connection = QmpConnection.connect(socket, PATIENCE)) {
      assertThat(connection.execute("query-status", "{}")).contains("\"status\": \"prelaunch\"");

      Path picture = folder.resolve("screen \"1\".ppm");
      connection.screenshot(picture);
      assertThat(new String(Files.readAllBytes(picture), 0, 2, StandardCharsets.US_ASCII))
          .isEqualTo("P6");

      assertThatThrownBy(() -> connection.execute("no-such-command", "{}"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no-such-command");

      connection.quit();
      assertThat(process.awaitEnd(PATIENCE)).contains(0);
    }
  }

  @Test
  void connect_saysWhereNobodyAnswers() {
    Path socket = folder.resolve("nobody");

    assertThatThrownBy(() -> QmpConnection.connect(socket, Duration.ofMillis(50)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("QEMU does not answer at " + socket);
  }

  private static QemuProcess start(Path socket) throws IOException {
    var command =
        QemuCommand.builder(Machines.find("virt").orElseThrow().qemu())
            .arguments(List.of("-S", "-device", "ramfb"))
            .arguments(QmpConnection.arguments(socket))
            .build();
    return QemuProcess.start(
        Qemu.find(command.program()),
        command,
        Input.PROGRAM,
        new Transcript(1 << 16),
        OutputStream.nullOutputStream(),
        1 << 20);
  }
}
