package org.demitasse.toolchain.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.demitasse.toolchain.HostTool;
import org.demitasse.toolchain.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitImageTest {
  private static final byte[] KERNEL = "not really a kernel".getBytes(US_ASCII);

  @TempDir Path folder;

  private static byte[] image() {
    return FitImage.write(
        KERNEL, Optional.of(DeviceTrees.smallBlob()), "hello for virt", 0x4020_0000L);
  }

  /** Replaces text of the file by other text of the same length. */
  private static byte[] changed(UnaryOperator<String> change) {
    return change.apply(new String(image(), ISO_8859_1)).getBytes(ISO_8859_1);
  }

  private static void assertRefused(byte[] content, String regex) {
    assertThatThrownBy(() -> FitImage.parse("x", content))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageMatching("x: " + regex);
  }

  @Test
  void image_isReadBack() {
    FitImage image = FitImage.parse("x", image());
    assertThat(image.kernel()).isEqualTo(KERNEL);
    assertThat(image.loadAddress()).isEqualTo(0x4020_0000L);
    assertThat(image.summary())
        .containsExactly(
            "kernel-1: kernel, 19 bytes, crc32 and sha256 right",
            "fdt-1: flat_dt, " + DeviceTrees.smallBlob().length + " bytes, crc32 and sha256 right");
  }

  @Test
  void image_withoutDeviceTree_hasAConfigurationWithoutOne() {
    byte[] image = FitImage.write(KERNEL, Optional.empty(), "hello", 0x4020_0000L);
    assertThat(FitImage.parse("x", image).summary()).hasSize(1);
    assertThat(new String(image, US_ASCII)).doesNotContain("fdt-1");
  }

  @Test
  void mkimageAndDumpimage_showKernelTreeAndConfiguration() throws Exception {
    Path file = Files.write(folder.resolve("hello.fit"), image());
    for (String tool : new String[] {"mkimage", "dumpimage"}) {
      assertThat(HostTool.find(tool, "u-boot-tools").run("-l", file.toString()))
          .contains("FIT description: hello for virt")
          .contains("Image 0 (kernel-1)")
          .contains("Type:         Kernel Image")
          .contains("Architecture: AArch64")
          .contains("OS:           Linux")
          .contains("Load Address: 0x40200000")
          .contains("Entry Point:  0x40200000")
          .contains("Hash algo:    crc32")
          .contains("Hash algo:    sha256")
          .contains("Image 1 (fdt-1)")
          .contains("Type:         Flat Device Tree")
          .contains("Default Configuration: 'conf-1'")
          .contains("FDT:          fdt-1");
    }
  }

  @Test
  void dumpimage_takesTheKernelOut() throws Exception {
    Path file = Files.write(folder.resolve("hello.fit"), image());
    Path out = folder.resolve("Image");
    HostTool.find("dumpimage", "u-boot-tools")
        .run("-T", "flat_dt", "-p", "0", "-o", out.toString(), file.toString());
    assertThat(Files.readAllBytes(out)).isEqualTo(KERNEL);
  }

  @Test
  void damagedKernel_isRefused() {
    assertRefused(
        changed(text -> text.replace("not really a kernel", "not really a Kernel")),
        "is damaged: its image kernel-1 has crc32 [0-9a-f]{8}, the file says [0-9a-f]{8}");
  }

  @Test
  void damagedDeviceTree_isRefused() {
    assertRefused(
        changed(
            text -> {
              int at = text.indexOf("\u00d0\r\u00fe\u00ed", 4) + 60;
              return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
            }),
        "is damaged: its image fdt-1 has crc32 [0-9a-f]{8}, the file says [0-9a-f]{8}");
  }

  @Test
  void imageWithoutChecksum_isRefused() {
    assertRefused(
        changed(text -> text.replace("hash-", "cash-")), "its image kernel-1 has no checksum");
  }

  @Test
  void unknownChecksum_isRefused() {
    assertRefused(
        changed(text -> text.replace("crc32", "sum32")),
        "its image kernel-1 has a checksum of unknown kind \"sum32\"; expected crc32 or sha256");
  }

  @Test
  void deviceTree_isNoImage() {
    assertRefused(
        DeviceTrees.smallBlob(),
        "is a device tree, not a FIT image: it has no /images and /configurations");
  }

  @Test
  void cutOffFile_isRefused() {
    assertRefused(Arrays.copyOf(image(), 100), "is damaged: .*its size is .*");
  }

  @Test
  void configurationThatLeadsNowhere_isRefused() {
    FitImage image = FitImage.parse("x", changed(text -> text.replaceFirst("conf-1", "conf-2")));
    assertThatThrownBy(image::kernel)
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("it has no node /configurations/conf-");
  }
}
