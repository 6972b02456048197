package org.demitasse.toolchain.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.demitasse.toolchain.CacheDirectory;
import org.demitasse.toolchain.MissingToolException;
import org.demitasse.toolchain.llvm.LlvmToolchain.Tool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlvmToolchainTest {
  private static final String JAR_PROPERTY = "demitasse.llvm.jar";

  @TempDir Path directory;

  @AfterEach
  void forgetTheJar() {
    System.clearProperty(JAR_PROPERTY);
  }

  /** Opens the toolchain in a process of its own and prints what it reports. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) {
      LlvmToolchain.open(new CacheDirectory(Path.of(arguments[0])), System.out::println);
    }
  }

  @Test
  void twoProcessesAtOnce_unpackOnce_andADamagedTreeIsReplaced() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Opener.class.getName(),
                  directory.toString())
              .redirectErrorStream(true)
              .start());
    }
    StringBuilder output = new StringBuilder();
    for (Process process : processes) {
      output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      assertThat(process.waitFor()).as(output.toString()).isZero();
    }
    assertThat(output.toString().lines())
        .containsExactly("unpacking the compiler (clang 20.1.7-1.5.12) ...");

    CacheDirectory cache = new CacheDirectory(directory);
    List<String> progress = new ArrayList<>();
    LlvmToolchain toolchain = LlvmToolchain.open(cache, progress::add);
    assertThat(progress).isEmpty();
    assertThat(toolchain.run(Tool.LINKER, directory, List.of("--version")).output())
        .contains("LLD 20.1.7");

    Files.write(toolchain.headers().resolve("stdint.h"), new byte[] {1, 2, 3});
    LlvmToolchain again = LlvmToolchain.open(cache, progress::add);
    assertThat(progress).hasSize(1);
    assertThat(again.headers().resolve("stdint.h")).content().contains("int64_t");
    try (Stream<Path> children = Files.list(cache.llvm())) {
      assertThat(children.map(child -> child.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", again.home().getFileName().toString());
    }
  }

  @Test
  void absentJar_isAMissingToolWithTheLineToType() {
    System.setProperty(JAR_PROPERTY, directory.resolve("absent.jar").toString());
    assertThatThrownBy(() -> LlvmToolchain.open(new CacheDirectory(directory), line -> {}))
        .isInstanceOfSatisfying(
            MissingToolException.class,
            e -> assertThat(e.remedy()).startsWith("mvn dependency:get"))
        .hasMessageContaining("absent.jar");
  }

  @Test
  void damagedJar_isRefusedAndNothingIsLeft() throws IOException {
    Path jar = Files.writeString(directory.resolve("damaged.jar"), "PK");
    System.setProperty(JAR_PROPERTY, jar.toString());
    CacheDirectory cache = new CacheDirectory(directory.resolve("cache"));
    assertThatThrownBy(() -> LlvmToolchain.open(cache, line -> {}))
        .isInstanceOf(MissingToolException.class)
        .hasMessageContaining("damaged.jar is damaged: SHA-256")
        .hasMessageContaining(LlvmArchive.SHA_256);
    try (Stream<Path> children = Files.list(cache.llvm())) {
      assertThat(children).extracting(child -> child.getFileName().toString()).containsOnly("lock");
    }
  }
}
