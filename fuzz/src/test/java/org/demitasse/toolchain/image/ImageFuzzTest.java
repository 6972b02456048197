package org.demitasse.toolchain.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.elf.Content;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSegment;
import org.demitasse.toolchain.elf.ElfWriter;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images, the Linux header of the kernel, and programs, as the weaver and {@code list} read them.
 */
class ImageFuzzTest {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  /** An input is the kernel's Linux header, then the image header, then the first member. */
  static Stream<byte[]> images() {
    int members = KernelImage.LINUX_HEADER_SIZE;
    byte[] input = new byte[members + ImageHeader.MEMBERS_OFFSET + ImageHeader.MEMBER_SIZE + 4];
    ByteBuffer data = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(KernelImage.LINUX_IMAGE_SIZE, 5L * PAGE);
    data.putInt(KernelImage.LINUX_MAGIC_OFFSET, KernelImage.LINUX_MAGIC);
    data.putLong(members, ImageHeader.MAGIC);
    data.putLong(members + ImageHeader.IMAGE_SIZE_OFFSET, 3L * PAGE);
    data.putInt(members + ImageHeader.VERSION_OFFSET, ImageHeader.VERSION);
    data.putInt(members + ImageHeader.MEMBER_COUNT_OFFSET, 1);
    data.putLong(members + ImageHeader.HEADER_SIZE_OFFSET, PAGE);
    data.put(members + ImageHeader.MACHINE_NAME_OFFSET, ascii("virt"));
    data.put(members + ImageHeader.SYSTEM_NAME_OFFSET, ascii("hello"));
    int member = members + ImageHeader.MEMBERS_OFFSET;
    data.put(member, ascii("data"));
    data.putInt(member + ImageHeader.MEMBER_KIND_OFFSET, ImageHeader.MEMBER_FILE);
    data.putLong(member + ImageHeader.MEMBER_START_OFFSET, 2L * PAGE);
    data.putLong(member + ImageHeader.MEMBER_LENGTH_OFFSET, 4);
    return Stream.of(input);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @MethodSource("images")
  @FuzzTest(maxDuration = "10m")
  void image(byte[] input) {
    byte[] image = new byte[3 * PAGE];
    int header = Math.min(input.length, KernelImage.LINUX_HEADER_SIZE);
    System.arraycopy(input, 0, image, 0, header);
    System.arraycopy(input, header, image, PAGE, Math.min(input.length - header, 2 * PAGE));
    correctChecksums(image);
    try {
      ImageFile file = ImageFile.parse("x", image);
      assertThat(file.listing().toTable()).isNotBlank();
      file.listing().members().forEach(file::content);
    } catch (MalformedFileException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }

  /** A fuzzer does not guess checksums. */
  private static void correctChecksums(byte[] image) {
    ByteBuffer data = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int first = PAGE + ImageHeader.MEMBERS_OFFSET;
    for (int at = first; at <= 2 * PAGE - ImageHeader.MEMBER_SIZE; at += ImageHeader.MEMBER_SIZE) {
      long start = data.getLong(at + ImageHeader.MEMBER_START_OFFSET);
      long length = data.getLong(at + ImageHeader.MEMBER_LENGTH_OFFSET);
      // Not inside the header, where a new checksum would change what the others are made of.
      if (start >= 2L * PAGE
          && length >= 0
          && start <= image.length
          && length <= image.length - start) {
        data.putInt(
            at + ImageHeader.MEMBER_CRC32_OFFSET,
            FlatImage.crc32(image, (int) start, (int) length));
      }
    }
  }

  @FuzzTest(maxDuration = "10m")
  void file(byte[] input) {
    try {
      ImageFile.parse("x", input);
    } catch (MalformedFileException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }

  static Stream<byte[]> legacyImages() throws IOException {
    ByteArrayOutputStream kernel = new ByteArrayOutputStream();
    LegacyImage.kernel(Content.of(new byte[8]), "hello", 0x4020_0000L).writeTo(kernel);
    return Stream.of(kernel.toByteArray(), LegacyImage.script("hello", "boot\n"));
  }

  /** With right checksums, since a fuzzer does not guess them. */
  @MethodSource("legacyImages")
  @FuzzTest(maxDuration = "10m")
  void legacyImage(byte[] input) {
    int header = LegacyImage.HEADER_SIZE;
    if (input.length >= header) {
      ByteBuffer data = ByteBuffer.wrap(input);
      long size = data.getInt(12) & 0xFFFF_FFFFL;
      int length = (int) Math.min(size, input.length - header);
      data.putInt(24, FlatImage.crc32(input, header, length));
      data.putInt(4, 0);
      data.putInt(4, FlatImage.crc32(input, 0, header));
    }
    try {
      LegacyImage image = LegacyImage.parse("x", input);
      assertThat(image.name()).hasSizeLessThanOrEqualTo(32);
      assertThat(image.payload()).hasSizeLessThanOrEqualTo(input.length);
      if (image.isScript()) {
        assertThat(image.commands()).hasSizeLessThanOrEqualTo(input.length);
      }
    } catch (MalformedFileException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }

  static Stream<byte[]> fitImages() {
    return Stream.of(
        FitImage.write(
            new byte[8], Optional.of(new byte[] {1, 2, 3}), "hello for virt", 0x4020_0000L));
  }

  @MethodSource("fitImages")
  @FuzzTest(maxDuration = "10m")
  void fitImage(byte[] input) {
    try {
      FitImage image = FitImage.parse("x", input);
      assertThat(image.kernel()).hasSizeLessThanOrEqualTo(input.length);
      assertThat(image.loadAddress()).isBetween(0L, 0xFFFF_FFFFL);
    } catch (MalformedFileException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }

  static Stream<byte[]> kernels() {
    byte[] text = new byte[KernelImage.LINUX_HEADER_SIZE];
    ByteBuffer data = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(KernelImage.LINUX_IMAGE_SIZE, PAGE);
    data.putInt(KernelImage.LINUX_MAGIC_OFFSET, KernelImage.LINUX_MAGIC);
    return Stream.of(KernelImage.BASE, ProgramLayout.PROGRAM_BASE)
        .map(
            base -> {
              ElfWriter writer = new ElfWriter(ElfFile.AARCH64, base);
              int flags = ElfSegment.READ | ElfSegment.EXECUTE;
              writer.segment(flags, base, base, Content.of(text), PAGE);
              return writer.toBytes();
            });
  }

  @MethodSource("kernels")
  @FuzzTest(maxDuration = "10m")
  void kernel(byte[] input) {
    try {
      assertThat(KernelImage.of(ElfFile.parse("x", input)).bytes()).isNotEmpty();
    } catch (MalformedFileException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }

  @MethodSource("kernels")
  @FuzzTest(maxDuration = "10m")
  void program(byte[] input) {
    try {
      ProgramCheck.check("x", input, true);
    } catch (MalformedFileException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }
}
