package org.demitasse.toolchain.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.LineTable;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.source.DeviceTreeCompiler;
import org.demitasse.devicetree.source.InvalidSourceException;
import org.demitasse.devicetree.source.SourceFiles;
import org.demitasse.machine.Machine;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.description.BootModule;
import org.demitasse.toolchain.description.MachineChoice;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.elf.Alignment;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSegment;
import org.demitasse.toolchain.elf.ElfWriter;
import org.demitasse.xml.Diagnostics;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.Size;
import org.demitasse.xml.SourceLocation;

/**
 * Weaves kernel, root program and boot modules into one bootable file.
 *
 * <p>The file appears whole or not at all, and the same contents give the same file bit for bit.
 * What cannot boot is refused here: a program linked for another address, a damaged device tree, an
 * image that the machine's RAM cannot hold. Every refusal points to the element of the description
 * that brought the culprit in.
 */
public final class Weaver {
  /**
   * A loader puts the device tree behind the image, at a multiple of 2 MiB and at most 2 MiB long
   * (Linux, Documentation/arch/arm64/booting.rst, "Setup the device tree"; QEMU does the same).
   */
  private static final long DEVICE_TREE_ROOM = 2 << 20;

  private final ImageContents contents;
  private final SystemDescription description;
  private final Diagnostics diagnostics = new Diagnostics();
  private final List<FlatImage.Part> parts = new ArrayList<>();
  private Optional<byte[]> deviceTree = Optional.empty();
  private long bytesRead;

  private Weaver(ImageContents contents) {
    this.contents = contents;
    this.description = contents.description();
  }

  /**
   * Writes an image.
   *
   * @param output the file to be made or replaced; folders on the way to it are made
   * @return what the file holds
   * @throws InvalidDocumentException if something cannot be put into an image that boots; nothing
   *     is written then
   * @throws IOException if a file cannot be read or written; {@code output} is left as it was
   */
  public static ImageListing weave(ImageContents contents, ImageFormat format, Path output)
      throws IOException {
    Weaver weaver = new Weaver(contents);
    FlatImage image = weaver.layOut();
    Machine machine = contents.description().machine().machine();
    AtomicFile.Writer file =
        switch (format) {
          case ELF -> elf(image, machine.loadAddress());
          case LINUX -> image::writeTo;
          case UIMAGE ->
              LegacyImage.kernel(image, contents.description().name(), machine.loadAddress());
          case FIT -> weaver.fit(image);
          case SD ->
              CardFiles.disk(contents.description(), image, weaver.deviceTree, contents.firmware())
                  ::writeTo;
        };
    AtomicFile.write(output, file);
    return new ImageListing(
        format,
        contents.description().name(),
        machine.name(),
        machine.loadAddress(),
        image.size(),
        image.kernel().zeroedSize(),
        image.members());
  }

  private FlatImage layOut() throws IOException {
    Optional<KernelImage> kernel = kernel();
    lineTable();
    deviceTree();
    rootProgram();
    for (BootModule each : description.modules()) {
      module(each);
    }
    diagnostics.throwIfAny();
    int flags = description.rootProgram().consoleMapped() ? ImageHeader.FLAG_ROOT_CONSOLE : 0;
    flags |= description.kernel().debugger() ? ImageHeader.FLAG_DEBUGGER : 0;
    FlatImage image =
        new FlatImage(
            kernel.orElseThrow(),
            parts,
            description.name(),
            description.machine().machine(),
            new FlatImage.KernelSettings(flags, description.kernel().objects()));
    checkFit(image);
    diagnostics.throwIfAny();
    return image;
  }

  private Optional<KernelImage> kernel() throws IOException {
    SourceLocation location = description.kernel().location();
    byte[] bytes = read(contents.kernel(), location, "kernel");
    try {
      return Optional.of(KernelImage.of(ElfFile.parse(contents.kernel().toString(), bytes)));
    } catch (MalformedFileException malformed) {
      diagnostics.report(location, "kernel", malformed.getMessage());
      return Optional.empty();
    }
  }

  private void lineTable() throws IOException {
    if (contents.kernelLines().isEmpty()) {
      return;
    }
    Path file = contents.kernelLines().get();
    SourceLocation location = description.kernel().location();
    byte[] bytes = read(file, location, "kernel");
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < LineTable.HEADER_SIZE
        || data.getInt(0) != LineTable.MAGIC
        || data.getInt(4) != bytes.length) {
      diagnostics.report(location, "kernel", file + ": is not a line table, or is cut off");
    }
    parts.add(new FlatImage.Part("kernel.lines", MemberKind.KERNEL_LINES, bytes));
  }

  private void deviceTree() throws IOException {
    MachineChoice choice = description.machine();
    if (choice.deviceTree().isEmpty()) {
      choice.machine().deviceTreeSource().ifPresent(source -> compile(choice, source));
      return;
    }
    Path file = choice.deviceTree().get();
    byte[] bytes = read(file, choice.location(), "machine");
    try {
      FlattenedDeviceTree.read(bytes);
    } catch (MalformedDeviceTreeException malformed) {
      diagnostics.report(
          choice.location(),
          "machine",
          file + ": is not a flattened device tree: " + malformed.getMessage());
    }
    deviceTree = Optional.of(bytes);
    parts.add(new FlatImage.Part("device-tree", MemberKind.DEVICE_TREE, bytes));
  }

  /** Puts in the machine's own tree. */
  private void compile(MachineChoice choice, Machine.DeviceTreeSource source) {
    try {
      DeviceTree tree =
          DeviceTreeCompiler.compile(
              source.file(),
              source.text().getBytes(StandardCharsets.UTF_8),
              SourceFiles.NONE,
              false);
      byte[] bytes = FlattenedDeviceTree.write(tree);
      deviceTree = Optional.of(bytes);
      parts.add(new FlatImage.Part("device-tree", MemberKind.DEVICE_TREE, bytes));
    } catch (InvalidSourceException invalid) {
      diagnostics.report(
          choice.location(),
          "machine",
          "the device tree of machine \""
              + choice.machine().name()
              + "\" is wrong: "
              + invalid.getMessage());
    }
  }

  private void rootProgram() throws IOException {
    program(
        description.rootProgram().location(),
        "rootprogram",
        description.rootProgram().name(),
        MemberKind.ROOT_PROGRAM,
        contents.rootProgram(),
        description.rootProgram().consoleMapped());
  }

  private void module(BootModule module) throws IOException {
    switch (module) {
      case BootModule.Component component -> {
        Path file = contents.components().get(component.name());
        if (file == null) {
          throw new IllegalArgumentException(
              "the program of component " + component.name() + " has not been built");
        }
        program(
            component.location(), "component", component.name(), MemberKind.COMPONENT, file, false);
      }
      case BootModule.DataFile data ->
          parts.add(
              new FlatImage.Part(
                  data.name(), MemberKind.FILE, read(data.path(), data.location(), "file")));
    }
  }

  private void program(
      SourceLocation location,
      String element,
      String name,
      MemberKind kind,
      Path file,
      boolean mapsConsole)
      throws IOException {
    byte[] bytes = read(file, location, element);
    try {
      ProgramCheck.check(file.toString(), bytes, mapsConsole);
    } catch (MalformedFileException malformed) {
      diagnostics.report(location, element, malformed.getMessage());
    }
    parts.add(new FlatImage.Part(name, kind, bytes));
  }

  /** Reads a file; refuses early what cannot fit, so that no gigabytes are read in vain. */
  private byte[] read(Path file, SourceLocation location, String element) throws IOException {
    long size = Files.size(file);
    bytesRead += size;
    if (bytesRead > Math.min(KernelImage.LARGEST_IMAGE, description.machine().memory())) {
      diagnostics.report(
          location,
          element,
          "the image does not fit: with "
              + file
              + " it is larger than "
              + Size.format(bytesRead - size)
              + " + "
              + Size.format(size)
              + " bytes; expected at most "
              + Size.format(Math.min(KernelImage.LARGEST_IMAGE, description.machine().memory()))
              + remedy(bytesRead));
      diagnostics.throwIfAny();
    }
    return Files.readAllBytes(file);
  }

  private void checkFit(FlatImage image) {
    MachineChoice choice = description.machine();
    Machine machine = choice.machine();
    long zeroed = image.kernel().zeroedSize();
    long start = machine.loadAddress() - machine.ram().base();
    long needed = Alignment.up(start + image.size() + zeroed, DEVICE_TREE_ROOM) + DEVICE_TREE_ROOM;
    if (image.size() > KernelImage.LARGEST_IMAGE) {
      diagnostics.report(
          choice.location(),
          "machine",
          "the image has "
              + image.size()
              + " bytes; expected at most "
              + Size.format(KernelImage.LARGEST_IMAGE)
              + ", what the kernel can map; leave modules out");
    } else if (needed > choice.memory()) {
      diagnostics.report(
          choice.location(),
          "machine",
          "the image does not fit the RAM of machine \""
              + machine.name()
              + "\": "
              + image.size()
              + " bytes of image, "
              + zeroed
              + " bytes that the kernel clears behind it and "
              + Size.format(DEVICE_TREE_ROOM)
              + " for a device tree, from "
              + Size.address(machine.loadAddress())
              + ", but RAM of "
              + Size.format(choice.memory())
              + " ends at "
              + Size.address(machine.ram().base() + choice.memory())
              + remedy(needed));
    }
  }

  private String remedy(long needed) {
    Machine machine = description.machine().machine();
    long memory = Math.max(machine.ram().minimumSize(), Long.highestOneBit(needed - 1) << 1);
    return memory <= machine.ram().maximumSize()
        ? "; expected memory=\"" + Size.format(memory) + "\", or fewer or smaller modules"
        : "; expected fewer or smaller modules";
  }

  private AtomicFile.Writer fit(FlatImage image) throws IOException {
    Machine machine = description.machine().machine();
    byte[] tree =
        FitImage.write(
            image.toBytes(),
            deviceTree,
            description.name() + " for " + machine.name(),
            machine.loadAddress());
    return output -> output.write(tree);
  }

  private static AtomicFile.Writer elf(FlatImage image, long loadAddress) {
    ElfWriter writer = new ElfWriter(ElfFile.AARCH64, loadAddress + image.kernel().entry());
    int segment =
        writer.segment(
            ElfSegment.READ | ElfSegment.WRITE | ElfSegment.EXECUTE,
            loadAddress,
            loadAddress,
            image,
            image.size() + image.kernel().zeroedSize());
    // Sections for tools such as readelf; a loader does not look at them.
    long headerEnd = image.members().size() > 1 ? image.members().get(1).offset() : image.size();
    for (ImageMember each : image.members()) {
      writer.section(
          each.kind() == MemberKind.KERNEL ? ".kernel" : ".member." + each.name(),
          each.address(),
          segment,
          each.offset(),
          each.size());
      if (each.kind() == MemberKind.KERNEL) {
        writer.section(
            ".image_header",
            loadAddress + each.size(),
            segment,
            each.size(),
            headerEnd - each.size());
      }
    }
    return writer::writeTo;
  }
}
