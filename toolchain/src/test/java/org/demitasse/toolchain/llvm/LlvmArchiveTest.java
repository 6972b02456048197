package org.demitasse.toolchain.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LlvmArchiveTest {
  private static final String PREFIX = "org/bytedeco/llvm/linux-x86_64/";

  @Test
  void neededFiles_goWhereTheLoaderAndClangLookForThem() {
    assertThat(LlvmArchive.destination(PREFIX + "clang")).contains("bin/clang");
    assertThat(LlvmArchive.destination(PREFIX + "libLLVM.so")).contains("lib/libLLVM.so.20.1");
    assertThat(LlvmArchive.destination(PREFIX + "lib/clang/20/include/stdint.h"))
        .contains("lib/clang/20/include/stdint.h");
  }

  @Test
  void otherFiles_stayInTheJar() {
    assertThat(LlvmArchive.destination(PREFIX + "lli")).isEmpty();
    assertThat(LlvmArchive.destination(PREFIX + "lib/clang/20/include/riscv_vector.h")).isEmpty();
    assertThat(LlvmArchive.destination(PREFIX + "include/llvm/IR/Value.h")).isEmpty();
    assertThat(LlvmArchive.destination("META-INF/MANIFEST.MF")).isEmpty();
    assertThat(LlvmArchive.destination(PREFIX + "lib/clang/20/include/")).isEmpty();
  }

  @Test
  void version_isTheOneThatMavenResolves() throws IOException {
    assertThat(Files.readString(Path.of("../pom.xml")))
        .contains("<llvm.version>" + LlvmArchive.VERSION + "</llvm.version>");
  }
}
