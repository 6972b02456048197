package org.demitasse.toolchain.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.machine.Machine;
import org.demitasse.toolchain.MissingToolException;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.elf.Content;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSegment;
import org.demitasse.toolchain.elf.ElfWriter;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.qemu.QemuCommand;
import org.demitasse.xml.InvalidDocumentException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeaverTest {
  private static final int PAGE = SyntheticPrograms.PAGE;
  private static final String TEXT = "hello from a member\n\0";

  @TempDir Path folder;
  private Path output = Path.of("");

  @BeforeEach
  void makeFiles() throws IOException {
    output = folder.resolve("out").resolve("hello.elf");
    write("kernel.elf", SyntheticPrograms.kernel());
    write("kernel.lines", SyntheticPrograms.lines(100));
    write("core.elf", SyntheticPrograms.program(2, 0x11));
    write("hello.elf", SyntheticPrograms.program(1, 0x22));
    write("config.txt", TEXT.getBytes(UTF_8));
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private static String description(String attributes) {
    return """
    <system name="greeting">
      <machine name="virt" %s/>
      <rootprogram class="org.example.Core" console="mapped"/>
      <modules>
        <file name="config" path="config.txt"/>
        <component name="hello" class="org.example.Hello"/>
      </modules>
    </system>
    """
        .formatted(attributes);
  }

  private ImageContents contents(String description) throws IOException {
    write("system.xml", description.getBytes(UTF_8));
    SystemDescription system = DescriptionReader.read(folder.resolve("system.xml"));
    return new ImageContents(
        system,
        folder.resolve("kernel.elf"),
        Optional.empty(),
        folder.resolve("core.elf"),
        Map.of("hello", folder.resolve("hello.elf")));
  }

  private static int crc32(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  @Test
  void weave_forAMachineWithItsOwnDeviceTree_putsItIn() throws Exception {
    ImageListing woven =
        Weaver.weave(contents(description("").replace("virt", "raspi3b")), ImageFormat.ELF, output);
    ImageMember member = woven.members().get(1);
    assertThat(member.kind()).isEqualTo(MemberKind.DEVICE_TREE);
    assertThat(member.address()).isBetween(0x20_0000L, 0x100_0000L);
    var root = FlattenedDeviceTree.read(ImageFile.read(output).content(member)).root();
    assertThat(root.property("model").orElseThrow().strings())
        .containsExactly("Raspberry Pi 3 Model B");
  }

  @Test
  void weave_withATreeOfTheDescription_leavesThatOfTheMachineOut() throws Exception {
    write("own.dtb", DeviceTrees.smallBlob());
    ImageListing woven =
        Weaver.weave(
            contents(description("device-tree=\"own.dtb\"").replace("virt", "raspi3b")),
            ImageFormat.ELF,
            output);
    assertThat(ImageFile.read(output).content(woven.members().get(1)))
        .isEqualTo(DeviceTrees.smallBlob());
  }

  @ParameterizedTest
  @EnumSource
  void weave_contents_canBeReadBack(ImageFormat format) throws Exception {
    ImageListing woven = Weaver.weave(contents(description("")), format, output);
    ImageFile image = ImageFile.read(output);
    assertThat(image.listing()).isEqualTo(woven);
    assertThat(woven.format()).isEqualTo(format);
    assertThat(woven.system()).isEqualTo("greeting");
    assertThat(woven.machine()).isEqualTo("virt");
    assertThat(woven.loadAddress()).isEqualTo(0x4020_0000L);
    assertThat(woven.zeroedSize()).isEqualTo(SyntheticPrograms.ZEROED);
    assertThat(woven.members())
        .extracting(ImageMember::name)
        .containsExactly("kernel", "core", "config", "hello");
    assertThat(woven.members())
        .extracting(ImageMember::kind)
        .containsExactly(
            MemberKind.KERNEL, MemberKind.ROOT_PROGRAM, MemberKind.FILE, MemberKind.COMPONENT);
    for (ImageMember each : woven.members()) {
      assertThat(each.offset() % PAGE).isZero();
      assertThat(each.address()).isEqualTo(0x4020_0000L + each.offset());
      assertThat(each.crc32()).isEqualTo(crc32(image.content(each)));
    }
    // Programs go in unchanged, with the section that holds their line table.
    assertThat(image.content(woven.members().get(1)))
        .isEqualTo(Files.readAllBytes(folder.resolve("core.elf")));
    assertThat(image.content(woven.members().get(2))).isEqualTo(TEXT.getBytes(UTF_8));
    assertThat(image.content(woven.members().get(3)))
        .isEqualTo(Files.readAllBytes(folder.resolve("hello.elf")));
    try (var files = Files.list(output.resolveSibling("."))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void weave_image_hasTheHeaderThatTheKernelReads() throws Exception {
    ImageListing woven = Weaver.weave(contents(description("")), ImageFormat.LINUX, output);
    byte[] bytes = Files.readAllBytes(output);
    assertThat(woven.size()).isEqualTo(bytes.length);
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(data.getLong(KernelImage.LINUX_IMAGE_SIZE))
        .isEqualTo(bytes.length + SyntheticPrograms.ZEROED);
    int header = PAGE;
    assertThat(new String(bytes, header, 8, UTF_8)).isEqualTo("DMTSIMG1");
    assertThat(data.getLong(header + ImageHeader.IMAGE_SIZE_OFFSET)).isEqualTo(bytes.length);
    assertThat(data.getInt(header + ImageHeader.VERSION_OFFSET)).isEqualTo(1);
    assertThat(data.getInt(header + ImageHeader.MEMBER_COUNT_OFFSET)).isEqualTo(3);
    assertThat(data.getLong(header + ImageHeader.HEADER_SIZE_OFFSET)).isEqualTo(PAGE);
    assertThat(data.getInt(header + ImageHeader.CONSOLE_KIND_OFFSET))
        .isEqualTo(ImageHeader.CONSOLE_PL011);
    assertThat(data.getInt(header + ImageHeader.FLAGS_OFFSET))
        .isEqualTo(ImageHeader.FLAG_ROOT_CONSOLE);
    assertThat(data.getLong(header + ImageHeader.CONSOLE_ADDRESS_OFFSET)).isEqualTo(0x0900_0000L);
    assertThat(data.getLong(header + ImageHeader.DEVICE_TREE_HINT_OFFSET)).isEqualTo(0x4000_0000L);
    assertThat(new String(bytes, header + ImageHeader.MACHINE_NAME_OFFSET, 5, UTF_8))
        .isEqualTo("virt\0");
    assertThat(new String(bytes, header + ImageHeader.SYSTEM_NAME_OFFSET, 9, UTF_8))
        .isEqualTo("greeting\0");
  }

  @Test
  void weave_elf_hasOneSegmentAtTheLoadAddress() throws Exception {
    ImageListing woven = Weaver.weave(contents(description("")), ImageFormat.ELF, output);
    ElfFile elf = ElfFile.parse("out", Files.readAllBytes(output));
    assertThat(elf.entry()).isEqualTo(0x4020_0000L);
    assertThat(elf.segments()).hasSize(1);
    ElfSegment segment = elf.segments().get(0);
    assertThat(segment.physicalAddress()).isEqualTo(0x4020_0000L);
    assertThat(segment.fileSize()).isEqualTo(woven.size());
    assertThat(segment.memorySize()).isEqualTo(woven.size() + SyntheticPrograms.ZEROED);
    assertThat(elf.section(".member.hello"))
        .hasValueSatisfying(
            section -> {
              assertThat(section.address()).isEqualTo(woven.members().get(3).address());
              assertThat(section.size()).isEqualTo(woven.members().get(3).size());
            });
    Path raw = folder.resolve("raw");
    Weaver.weave(contents(description("")), ImageFormat.LINUX, raw);
    assertThat(elf.content(segment)).isEqualTo(Files.readAllBytes(raw));
  }

  @ParameterizedTest
  @EnumSource
  void weave_sameContents_givesTheSameFileBitForBit(ImageFormat format) throws Exception {
    Weaver.weave(contents(description("")), format, output);
    byte[] first = Files.readAllBytes(output);
    Weaver.weave(contents(description("")), format, output);
    assertThat(Files.readAllBytes(output)).isEqualTo(first);
  }

  @Test
  void weave_everyKindOfMember_keepsTheirOrder() throws Exception {
    write("tree.dtb", DeviceTrees.smallBlob());
    ImageContents plain = contents(description("device-tree=\"tree.dtb\""));
    ImageContents withLines =
        new ImageContents(
            plain.description(),
            plain.kernel(),
            Optional.of(folder.resolve("kernel.lines")),
            plain.rootProgram(),
            plain.components());
    ImageListing woven = Weaver.weave(withLines, ImageFormat.LINUX, output);
    assertThat(woven.members())
        .extracting(ImageMember::name)
        .containsExactly("kernel", "kernel.lines", "device-tree", "core", "config", "hello");
    assertThat(ImageFile.read(output).listing()).isEqualTo(woven);
  }

  @Test
  void weave_moreMembersThanAPageHolds_makesTheHeaderLarger() throws Exception {
    StringBuilder modules = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      modules.append("<file name=\"f").append(i).append("\" path=\"config.txt\"/>\n");
    }
    String text = description("").replace("<component", modules + "<component");
    ImageListing woven = Weaver.weave(contents(text), ImageFormat.ELF, output);
    assertThat(woven.members()).hasSize(104);
    assertThat(woven.members().get(1).offset()).isEqualTo(3L * PAGE);
    assertThat(ImageFile.read(output).listing()).isEqualTo(woven);
  }

  @Test
  void toTable_listing_hasALineForEachMember() throws Exception {
    ImageListing woven = Weaver.weave(contents(description("")), ImageFormat.ELF, output);
    List<ImageMember> members = woven.members();
    assertThat(woven.toTable().lines())
        .containsExactly(
            "system greeting for machine virt, format elf, "
                + woven.size()
                + " bytes from 0x40200000, 65536 bytes zeroed behind",
            "NAME    KIND          ADDRESS      SIZE  CRC-32",
            "kernel  kernel        0x40200000   4096  %08x".formatted(members.get(0).crc32()),
            "core    root-program  0x40202000  %5d  %08x"
                .formatted(members.get(1).size(), members.get(1).crc32()),
            "config  file          0x%x     21  %08x"
                .formatted(members.get(2).address(), crc32(TEXT.getBytes(UTF_8))),
            "hello   component     0x%x  %5d  %08x"
                .formatted(
                    members.get(3).address(), members.get(3).size(), members.get(3).crc32()));
  }

  @ParameterizedTest
  @CsvSource({"11534336, true", "10, true", "12582912, false"})
  void weave_largeModule_isRefusedIfRamCannotHoldIt(int size, boolean fits) throws Exception {
    // 16 MiB of RAM, less 2 MiB in front of the image and 2 MiB for a device tree.
    write("config.txt", new byte[size]);
    ImageContents contents = contents(description("memory=\"16M\""));
    if (fits) {
      assertThat(Weaver.weave(contents, ImageFormat.LINUX, output).members().get(2).size())
          .isEqualTo(size);
    } else {
      assertThatThrownBy(() -> Weaver.weave(contents, ImageFormat.LINUX, output))
          .isInstanceOf(InvalidDocumentException.class)
          .hasMessageMatching(
              folder
                  + "/system.xml:2:3: <machine>: the image does not fit the RAM of machine"
                  + " \"virt\": \\d+ bytes of image, 65536 bytes that the kernel clears behind it"
                  + " and 2M for a device tree, from 0x40200000, but RAM of 16M ends at 0x41000000;"
                  + " expected memory=\"32M\", or fewer or smaller modules");
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @Test
  void weave_moduleLargerThanAllRam_isRefusedBeforeItIsRead() throws Exception {
    try (var file = Files.newByteChannel(folder.resolve("config.txt"), StandardOpenOption.WRITE)) {
      file.position((64L << 30) - 1);
      file.write(ByteBuffer.allocate(1));
    }
    ImageContents contents = contents(description("memory=\"16M\""));
    assertThatThrownBy(() -> Weaver.weave(contents, ImageFormat.LINUX, output))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("system.xml:5:5: <file>: the image does not fit: with ")
        .hasMessageContaining("expected at most 16M");
  }

  @Test
  void weave_wrongPrograms_areAllReportedWithTheirElements() throws Exception {
    write(
        "core.elf",
        SyntheticPrograms.program(1, 0, 0x40_0000, ElfSegment.READ | ElfSegment.EXECUTE));
    write(
        "hello.elf",
        "#!/bin/sh\nexit 0\n................................................".getBytes(UTF_8));
    ImageContents contents = contents(description(""));
    assertThatThrownBy(() -> Weaver.weave(contents, ImageFormat.ELF, output))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(
            folder
                + "/system.xml:3:3: <rootprogram>: "
                + folder
                + "/core.elf: is linked at 0x400000; expected 0x100010000\n"
                + folder
                + "/system.xml:6:5: <component>: "
                + folder
                + "/hello.elf: is not an ELF file");
  }

  @Test
  void weave_writableAndExecutableSegment_isRefused() throws Exception {
    write("hello.elf", SyntheticPrograms.program(1, 0, ProgramLayout.PROGRAM_BASE, 7));
    assertRefused("<component>: ", "its segment at 0x100010000 is writable and executable");
  }

  @Test
  void weave_rootProgramOverTheConsole_isRefused() throws Exception {
    int pages = (int) ((ProgramLayout.ROOT_CONSOLE - ProgramLayout.PROGRAM_BASE) / PAGE);
    ElfWriter writer = new ElfWriter(ElfFile.AARCH64, ProgramLayout.PROGRAM_BASE);
    writer.segment(
        5,
        ProgramLayout.PROGRAM_BASE,
        ProgramLayout.PROGRAM_BASE,
        Content.of(new byte[8]),
        (pages + 1L) * PAGE);
    write("core.elf", writer.toBytes());
    assertRefused("<rootprogram>: ", "covers 0x180000000, where the console is mapped");
  }

  @Test
  void weave_programWithEntryOutsideItsText_isRefused() throws Exception {
    byte[] program = SyntheticPrograms.program(1, 0);
    ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putLong(24, 0x1_0000_0000L);
    write("hello.elf", program);
    assertRefused(
        "<component>: ", "would be refused at start: entry point lies in no executable segment");
  }

  @Test
  void weave_kernelAtAnotherAddress_isRefused() throws Exception {
    write("kernel.elf", SyntheticPrograms.kernel(1, 0x4020_0000L, 0x4020_1000L));
    assertRefused("<kernel>: ", "is linked at 0x40200000; expected 0xffffffff80000000");
  }

  @Test
  void weave_kernelWhoseEndSymbolDisagrees_isRefused() throws Exception {
    write("kernel.elf", SyntheticPrograms.kernel(1, KernelImage.BASE, KernelImage.BASE + 2 * PAGE));
    assertRefused(
        "<kernel>: ", "has __image_end at 0xffffffff80002000; expected 0xffffffff80001000");
  }

  @Test
  void weave_kernelWithoutLinuxHeader_isRefused() throws Exception {
    write(
        "kernel.elf",
        SyntheticPrograms.kernel(new byte[PAGE], KernelImage.BASE, KernelImage.BASE + PAGE));
    assertRefused("<kernel>: ", "does not begin with a Linux image header");
  }

  @Test
  void weave_damagedDeviceTree_isRefused() throws Exception {
    byte[] blob = DeviceTrees.smallBlob();
    write("tree.dtb", Arrays.copyOf(blob, blob.length - 4));
    ImageContents contents = contents(description("device-tree=\"tree.dtb\""));
    assertThatThrownBy(() -> Weaver.weave(contents, ImageFormat.ELF, output))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(
            "<machine>: " + folder + "/tree.dtb: is not a flattened device tree: ");
  }

  @Test
  void weave_lineTableThatIsCutOff_isRefused() throws Exception {
    write("kernel.lines", Arrays.copyOf(SyntheticPrograms.lines(100), 99));
    ImageContents plain = contents(description(""));
    ImageContents withLines =
        new ImageContents(
            plain.description(),
            plain.kernel(),
            Optional.of(folder.resolve("kernel.lines")),
            plain.rootProgram(),
            plain.components());
    assertThatThrownBy(() -> Weaver.weave(withLines, ImageFormat.ELF, output))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("is not a line table, or is cut off");
  }

  private void assertRefused(String element, String problem) throws IOException {
    ImageContents contents = contents(description(""));
    Files.createDirectories(output.resolveSibling("."));
    Files.write(output, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Weaver.weave(contents, ImageFormat.ELF, output))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(element)
        .hasMessageContaining(problem);
    assertThat(output).as("the image of before stays").hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void write_contentThatFails_leavesTheOldFileAndNoOther() throws Exception {
    Files.createDirectories(output.resolveSibling("."));
    Files.write(output, new byte[] {1, 2, 3});
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    output,
                    stream -> {
                      stream.write(new byte[100_000]);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(output).hasBinaryContent(new byte[] {1, 2, 3});
    try (var files = Files.list(output.resolveSibling("."))) {
      assertThat(files).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"ELF, 16M", "ELF, 128M", "LINUX, 16M", "LINUX, 128M", "UIMAGE, 128M"})
  void weave_imageOnQemu_runsAtTheLoadAddressAndFindsItsMembers(ImageFormat format, String memory)
      throws Exception {
    ImageContents contents = contents(description("memory=\"" + memory + "\""));
    Weaver.weave(contents, format, output);
    Machine machine = contents.description().machine().machine();
    Qemu qemu = qemu(machine);
    QemuCommand command =
        QemuCommand.builder(machine.qemu().binary(), machine.qemu().machine())
            .cpu(machine.qemu().cpu())
            .memory(contents.description().machine().memory())
            .image(output)
            .build();
    List<String> line = new ArrayList<>();
    line.add(qemu.executable().toString());
    line.addAll(command.arguments());
    assertThat(run(line)).isEqualTo(TEXT.replace("\0", ""));
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    process.getInputStream().transferTo(console);
                  } catch (IOException ended) {
                    console.writeBytes(("\n" + ended).getBytes(UTF_8));
                  }
                });
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        return "timed out after: " + console.toString(UTF_8);
      }
    } finally {
      process.destroyForcibly();
    }
    reader.join();
    return console.toString(UTF_8);
  }

  private static Qemu qemu(Machine machine) {
    try {
      return Qemu.find(machine.qemu().binary());
    } catch (MissingToolException missing) {
      Assumptions.abort(missing.toString());
      throw missing;
    }
  }
}
