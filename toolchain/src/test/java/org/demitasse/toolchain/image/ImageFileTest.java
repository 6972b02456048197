package org.demitasse.toolchain.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.demitasse.abi.ImageHeader;
import org.demitasse.machine.Machines;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.elf.Content;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
  private static final int PAGE = SyntheticPrograms.PAGE;
  private static final int HEADER = PAGE;
  private static final int FIRST_MEMBER = HEADER + ImageHeader.MEMBERS_OFFSET;

  private static byte[] image() {
    KernelImage kernel = KernelImage.of(ElfFile.parse("k", SyntheticPrograms.kernel()));
    FlatImage image =
        new FlatImage(
            kernel,
            List.of(
                new FlatImage.Part("core", MemberKind.ROOT_PROGRAM, "a program".getBytes(UTF_8)),
                new FlatImage.Part("empty", MemberKind.FILE, new byte[0]),
                new FlatImage.Part("last", MemberKind.FILE, new byte[PAGE])),
            "system",
            Machines.find("virt").orElseThrow(),
            new FlatImage.KernelSettings(0, 0));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      image.writeTo(output);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return output.toByteArray();
  }

  private static void assertDamaged(Consumer<ByteBuffer> damage, String message) {
    byte[] image = image();
    damage.accept(ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN));
    assertMalformed(image, message);
  }

  private static void assertMalformed(byte[] image, String message) {
    assertThatThrownBy(() -> ImageFile.parse("x", image))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("x: " + message);
  }

  @Test
  void parse_rightImage_listsItsMembers() {
    assertThat(ImageFile.parse("x", image()).listing().members())
        .extracting(ImageMember::name)
        .containsExactly("kernel", "core", "empty", "last");
  }

  @Test
  void parse_otherFile_isRefused() {
    assertMalformed(
        new byte[0],
        "is not an image: expected an ELF file, a uImage, a FIT image, a disk, or a Linux arm64"
            + " image (\"ARM\\x64\" at byte 56)");
    assertMalformed(
        SyntheticPrograms.program(1, 0),
        "is not an image: the ELF file has 2 segments to load; expected 1");
    assertMalformed(
        Arrays.copyOf(image(), HEADER),
        "is not a Demitasse image, or is cut off: no image header in 4096 bytes");
  }

  @Test
  void parse_truncatedImage_isRefused() {
    byte[] image = image();
    assertMalformed(
        Arrays.copyOf(image, image.length - 1),
        "is cut off: the image header says 16384 bytes, there are 16383");
    assertMalformed(
        Arrays.copyOf(image, image.length + 1),
        "is damaged: the image header says 16384 bytes, there are 16385");
  }

  @Test
  void parse_damagedHeader_isRefused() {
    assertDamaged(
        data -> data.putInt(HEADER + ImageHeader.VERSION_OFFSET, 2),
        "has an image header of version 2; expected 1");
    assertDamaged(
        data -> data.putInt(HEADER + ImageHeader.MEMBER_COUNT_OFFSET, 63),
        "has a damaged image header: 4096 bytes for 63 members");
    assertDamaged(
        data -> data.putInt(HEADER + ImageHeader.MEMBER_COUNT_OFFSET, -1),
        "has a damaged image header: 4096 bytes for -1 members");
    assertDamaged(
        data -> data.putLong(HEADER + ImageHeader.HEADER_SIZE_OFFSET, 1L << 62),
        "has a damaged image header: 4611686018427387904 bytes for 3 members");
    assertDamaged(
        data -> data.putLong(KernelImage.LINUX_IMAGE_SIZE, 0),
        "is damaged: image_size 0x0 in its Linux image header; expected at least 0x4000");
    assertDamaged(
        data -> data.put(HEADER + ImageHeader.SYSTEM_NAME_OFFSET, (byte) 27),
        "the system name in the image header is not plain text");
    assertDamaged(
        data -> data.put(HEADER + ImageHeader.MACHINE_NAME_OFFSET, new byte[32]),
        "the machine name in the image header is empty or has no end");
  }

  @Test
  void parse_damagedMember_isRefused() {
    assertDamaged(
        data -> data.putInt(FIRST_MEMBER + ImageHeader.MEMBER_KIND_OFFSET, 77),
        "member \"core\" is of unknown kind 77");
    assertDamaged(
        data -> data.putLong(FIRST_MEMBER + ImageHeader.MEMBER_START_OFFSET, PAGE),
        "member \"core\" has offset 0x1000 and size 0x9; expected a page between 0x2000 and"
            + " 0x4000");
    assertDamaged(
        data -> data.putLong(FIRST_MEMBER + ImageHeader.MEMBER_LENGTH_OFFSET, Long.MAX_VALUE),
        "member \"core\" has offset 0x2000 and size 0x7fffffffffffffff; expected a page between"
            + " 0x2000 and 0x4000");
    assertDamaged(
        data ->
            data.putLong(
                FIRST_MEMBER + ImageHeader.MEMBER_SIZE + ImageHeader.MEMBER_START_OFFSET, 2 * PAGE),
        "member \"empty\" has offset 0x2000 and size 0x0; expected a page between 0x3000 and"
            + " 0x4000");
    assertDamaged(
        data -> data.put(2 * PAGE, (byte) 'A'),
        "member \"core\" is damaged: its content has CRC-32 d917c946, the image header says"
            + " 5be64be5");
  }

  @Test
  void read_damagedImages_areListedOrRefusedButNeverCrash(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println("ImageFileTest seed " + seed);
    Random random = new Random(seed);
    byte[] original = image();
    Path elf = folder.resolve("image.elf");
    ElfWriter writer = new ElfWriter(ElfFile.AARCH64, 0x4020_0000L);
    writer.segment(7, 0x4020_0000L, 0x4020_0000L, Content.of(original), original.length);
    Files.write(elf, writer.toBytes());
    byte[] originalElf = Files.readAllBytes(elf);
    assertThat(ImageFile.read(elf).listing().format()).isEqualTo(ImageFormat.ELF);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = (random.nextBoolean() ? original : originalElf).clone();
      Damage.apply(damaged, random, random.nextBoolean() ? damaged.length : 2 * PAGE + 512);
      byte[] input = Damage.cut(damaged, random);
      Throwable thrown = catchThrowable(() -> ImageFile.parse("x", input).listing().toTable());
      if (thrown != null) {
        assertThat(thrown)
            .as("seed %d round %d", seed, round)
            .isInstanceOf(MalformedFileException.class);
      }
    }
  }
}
