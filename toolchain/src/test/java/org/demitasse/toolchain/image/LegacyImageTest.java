package org.demitasse.toolchain.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.demitasse.toolchain.HostTool;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.elf.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyImageTest {
  private static final byte[] KERNEL = "not really a kernel".getBytes(US_ASCII);
  private static final int CONTENT_BYTE = LegacyImage.HEADER_SIZE + 3;

  @TempDir Path folder;

  private static byte[] kernel() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      LegacyImage.kernel(Content.of(KERNEL), "hello", 0x4020_0000L).writeTo(output);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return output.toByteArray();
  }

  private static void assertRefused(byte[] content, String message) {
    assertThatThrownBy(() -> LegacyImage.parse("x", content))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("x: " + message);
  }

  /** Damages a header in a way that its checksum does not show. */
  private static byte[] withHeader(Consumer<ByteBuffer> change) {
    byte[] image = kernel();
    ByteBuffer data = ByteBuffer.wrap(image);
    change.accept(data);
    data.putInt(4, 0);
    data.putInt(4, FlatImage.crc32(image, 0, LegacyImage.HEADER_SIZE));
    return image;
  }

  @Test
  void kernel_isReadBack() {
    LegacyImage image = LegacyImage.parse("x", kernel());
    assertThat(image.isScript()).isFalse();
    assertThat(image.name()).isEqualTo("hello");
    assertThat(image.loadAddress()).isEqualTo(0x4020_0000L);
    assertThat(image.entryAddress()).isEqualTo(0x4020_0000L);
    assertThat(image.payload()).isEqualTo(KERNEL);
  }

  @Test
  void mkimage_showsAnArm64LinuxKernel() throws Exception {
    HostTool mkimage = HostTool.find("mkimage", "u-boot-tools");
    Path file = Files.write(folder.resolve("hello.uimage"), kernel());
    assertThat(mkimage.run("-l", file.toString()))
        .contains("Image Name:   hello")
        .contains("Image Type:   AArch64 Linux Kernel Image (uncompressed)")
        .contains("Data Size:    19 Bytes")
        .contains("Load Address: 40200000")
        .contains("Entry Point:  40200000");
  }

  @Test
  void kernel_isWhatMkimageMakes_butForTheTime() throws Exception {
    HostTool mkimage = HostTool.find("mkimage", "u-boot-tools");
    Path data = Files.write(folder.resolve("Image"), KERNEL);
    Path file = folder.resolve("made");
    String options = "-A arm64 -O linux -T kernel -C none -a 0x40200000 -e 0x40200000 -n hello -d";
    mkimage.run((options + " " + data + " " + file).split(" ", -1));
    byte[] made = Files.readAllBytes(file);
    int time = ByteBuffer.wrap(made).getInt(8);
    assertThat(made).isEqualTo(withHeader(header -> header.putInt(8, time)));
  }

  @Test
  void script_isWhatMkimageMakes_butForTheTime() throws Exception {
    HostTool mkimage = HostTool.find("mkimage", "u-boot-tools");
    String commands = "echo hello\nboot\n";
    Path text = Files.writeString(folder.resolve("boot.txt"), commands);
    Path file = folder.resolve("made");
    mkimage.run(("-A arm64 -O linux -T script -n hello -d " + text + " " + file).split(" ", -1));
    byte[] made = Files.readAllBytes(file);
    byte[] own = LegacyImage.script("hello", commands);
    // mkimage says gzip unless it is told otherwise; U-Boot does not look at that of a script.
    int headerEnd = LegacyImage.HEADER_SIZE;
    assertThat(Arrays.copyOfRange(made, 24, 31)).isEqualTo(Arrays.copyOfRange(own, 24, 31));
    assertThat(Arrays.copyOfRange(made, headerEnd, made.length))
        .isEqualTo(Arrays.copyOfRange(own, headerEnd, own.length));
    assertThat(mkimage.run("-l", Files.write(folder.resolve("boot.scr"), own).toString()))
        .contains("Image Type:   AArch64 Linux Script (uncompressed)")
        .contains("Image 0: 16 Bytes");
  }

  @Test
  void script_isReadBack() {
    LegacyImage script = LegacyImage.parse("x", LegacyImage.script("hello", "echo hello\n"));
    assertThat(script.isScript()).isTrue();
    assertThat(script.commands()).isEqualTo("echo hello\n");
  }

  @Test
  void longName_isCut() {
    assertThat(LegacyImage.parse("x", LegacyImage.script("n".repeat(40), "boot\n")).name())
        .isEqualTo("n".repeat(31));
  }

  @Test
  void cutOffFile_isRefused() {
    byte[] image = kernel();
    assertRefused(Arrays.copyOf(image, 63), "is cut off: 63 bytes; the header of a uImage has 64");
    assertRefused(
        Arrays.copyOf(image, image.length - 1),
        "is cut off: its header says 19 bytes behind it, there are 18");
  }

  @Test
  void damagedFile_isRefused() {
    byte[] header = kernel();
    header[40] ^= 1;
    assertThatThrownBy(() -> LegacyImage.parse("x", header))
        .hasMessageMatching(
            "x: is damaged: its header has CRC-32 [0-9a-f]{8}, the header says [0-9a-f]{8}");
    byte[] content = kernel();
    content[CONTENT_BYTE] ^= 1;
    assertThatThrownBy(() -> LegacyImage.parse("x", content))
        .hasMessageMatching(
            "x: is damaged: its content has CRC-32 [0-9a-f]{8}, the header says [0-9a-f]{8}");
  }

  @Test
  void anyBitFlip_isNoticed() {
    byte[] image = kernel();
    for (int bit = 0; bit < 8 * image.length; bit++) {
      byte[] damaged = image.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> LegacyImage.parse("x", damaged))
          .isInstanceOf(MalformedFileException.class);
    }
  }

  @Test
  void imageForSomethingElse_isRefused() {
    assertRefused(
        withHeader(header -> header.put(29, (byte) 2)),
        "is a uImage for another processor: number 2; expected 22, 64-bit Arm");
    assertRefused(
        withHeader(header -> header.put(28, (byte) 17)),
        "is a uImage for another operating system: number 17; expected 5, Linux");
    assertRefused(
        withHeader(header -> header.put(31, (byte) 1)),
        "is a uImage for another compression: number 1; expected 0, none");
    assertRefused(
        withHeader(header -> header.put(30, (byte) 3)),
        "is a uImage of type 3; expected 2, kernel, or 6, script");
    assertRefused(new byte[64], "is not a uImage: it does not begin with 27 05 19 56");
  }

  @Test
  void scriptOfWrongSize_isRefused() {
    assertRefused(
        withHeader(header -> header.put(30, (byte) 6)),
        "is a script without a size, or of several files");
  }

  @Test
  void sizeThatIsNegative_isRefused() {
    assertRefused(
        withHeader(header -> header.putInt(12, -1)),
        "is cut off: its header says 4294967295 bytes behind it, there are 19");
  }
}
