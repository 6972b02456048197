package org.demitasse.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.demitasse.machine.MachineReader;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.xml.InvalidDocumentException;
import org.junit.jupiter.params.provider.MethodSource;

/** Descriptions of machines and systems. */
class DescriptionFuzzTest {
  private static final Path FILE = temporaryFile();

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("description", ".xml");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<byte[]> systems() {
    return Stream.of(
            """
            <system name="hello">
              <machine name="virt" memory="128M" cpus="1"/>
              <kernel/>
              <rootprogram class="org.demitasse.core.Core" heap="256K" stack="64K"/>
              <modules>
                <component name="hello" class="org.example.Hello" heap="64K" heap-limit="1M"/>
                <file name="data" path="data.txt"/>
              </modules>
            </system>
            """)
        .map(text -> text.getBytes(UTF_8));
  }

  static Stream<byte[]> machines() throws IOException {
    try (InputStream stream =
        MachineReader.class.getResourceAsStream("/machine/virt/machine.xml")) {
      return Stream.of(Objects.requireNonNull(stream).readAllBytes());
    }
  }

  @MethodSource("systems")
  @FuzzTest(maxDuration = "10m")
  void system(byte[] input) throws IOException {
    Files.write(FILE, input);
    limited(input, () -> DescriptionReader.read(FILE));
  }

  @MethodSource("machines")
  @FuzzTest(maxDuration = "10m")
  void machine(byte[] input) {
    limited(input, () -> MachineReader.read("x.xml", new ByteArrayInputStream(input)));
  }

  private interface Reading {
    void read() throws IOException;
  }

  private static void limited(byte[] input, Reading reading) {
    Allocation.limited(
        4_000_000 + 1_000L * input.length,
        () -> {
          try {
            reading.read();
          } catch (InvalidDocumentException e) {
            assertThat(e.getMessage()).isNotBlank();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
