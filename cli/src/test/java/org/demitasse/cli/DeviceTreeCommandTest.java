package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTreeCommandTest {
  @TempDir private Path folder;

  private Result dtb(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "dtb";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Result.of(
        CommandLineTest.process(all).directory(folder.toFile()), Duration.ofMinutes(2));
  }

  private void source(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), "/dts-v1/;\n" + text + "\n");
  }

  private DeviceTree blob(String name) throws IOException {
    return FlattenedDeviceTree.read(Files.readAllBytes(folder.resolve(name)));
  }

  @Test
  void compile_writesABlob_thatDumpPrints() throws IOException {
    Files.createDirectories(folder.resolve("inc"));
    Files.writeString(folder.resolve("inc/model.dtsi"), "model = \"a board\";");
    source("board.dts", "/ { /include/ \"model.dtsi\" };");

    Result compiled = dtb("compile", "board.dts", "-i", "inc", "-o", "board.dtb");
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.status()).isZero();
    assertThat(compiled.output()).isEmpty();
    Result dumped = dtb("dump", "board.dtb");
    assertThat(dumped.status()).isZero();
    assertThat(dumped.output()).isEqualTo("/dts-v1/;\n\n/ {\n\tmodel = \"a board\";\n};\n");
  }

  @Test
  void compile_wrongSource_namesAllMistakesAndLeavesTheOutputAlone() throws IOException {
    source("board.dts", "/ {\n\ta = <1;\n\tb = ;\n};");
    Files.writeString(folder.resolve("board.dtb"), "old");

    Result result = dtb("compile", "board.dts", "-o", "board.dtb");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors())
        .contains("board.dts:3:8: expected a number")
        .contains("board.dts:4:6: expected a value")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("board.dtb")).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void compile_withOverlays_laysThemOn() throws IOException {
    source("board.dts", "/ { uart: serial { status = \"disabled\"; }; };");
    source("first.dts", "/plugin/; &uart { status = \"okay\"; port: port { }; };");
    source("second.dts", "/plugin/; &port { used; };");
    assertThat(dtb("compile", "second.dts", "--symbols", "-o", "second.dtbo").status()).isZero();

    Result result =
        dtb(
            "compile",
            "board.dts",
            "-o",
            "board.dtb",
            "--overlay",
            "first.dts",
            "--overlay",
            "second.dtbo");
    assertThat(result.errors()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(blob("board.dtb").node("/serial/port").orElseThrow().property("used")).isPresent();

    Result unfit = dtb("compile", "board.dts", "-o", "other.dtb", "--overlay", "second.dtbo");
    assertThat(unfit.status()).isEqualTo(3);
    assertThat(unfit.errors()).contains("second.dtbo: the overlay refers to &port");
    assertThat(folder.resolve("other.dtb")).doesNotExist();
  }

  @Test
  void diff_comparesSourcesAndBlobs() throws IOException {
    source("a.dts", "/ { x = <1>; y; };");
    source("b.dts", "/ { y; x = <1>; };");
    source("c.dts", "/ { x = <2>; y; };");
    assertThat(dtb("compile", "b.dts", "-o", "b.dtb").status()).isZero();

    Result equal = dtb("diff", "a.dts", "b.dtb");
    assertThat(equal.status()).isZero();
    assertThat(equal.output()).isEmpty();
    Result different = dtb("diff", "b.dtb", "c.dts");
    assertThat(different.status()).isEqualTo(1);
    assertThat(different.output()).isEqualTo("- /: x = <0x1>;\n+ /: x = <0x2>;\n");
    assertThat(different.errors()).isEmpty();
  }

  @Test
  void check_printsWhatLooksWrong() throws IOException {
    source("good.dts", "/ { };");
    source("bad.dts", "/ { serial@1 { status = \"on\"; }; };");

    assertThat(dtb("check", "good.dts").status()).isZero();
    Result bad = dtb("check", "bad.dts");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.output())
        .isEqualTo(
            """
            /serial@1: status "on"; expected okay, disabled, reserved, fail or fail-<reason>
            /serial@1: a unit address but neither "reg" nor "ranges"
            """);
  }

  @Test
  void damagedAndMissingFiles_areExplainedAndExit3() throws IOException {
    Files.write(
        folder.resolve("cut.dtb"), new byte[] {(byte) 0xD0, 0x0D, (byte) 0xFE, (byte) 0xED});
    source("good.dts", "/ { };");
    for (String[] each :
        new String[][] {
          {"dump", "cut.dtb"},
          {"check", "cut.dtb"},
          {"diff", "good.dts", "cut.dtb"},
          {"compile", "cut.dtb", "-o", "out.dtb"}
        }) {
      Result result = dtb(each);
      assertThat(result.status()).isEqualTo(3);
      assertThat(result.errors()).contains("cut.dtb: 4 bytes; a header has 40");
      assertThat(result.output()).isEmpty();
    }
    assertThat(dtb("check", "absent.dts").errors()).contains("absent.dts: does not exist");
    assertThat(dtb("compile", "good.dts").status()).as("-o is missing").isEqualTo(2);
  }
}
