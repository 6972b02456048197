package org.demitasse.toolchain.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.machine.Machine;
import org.demitasse.toolchain.elf.Alignment;
import org.demitasse.toolchain.elf.Content;

/**
 * The image as it lies in memory: kernel, image header, members, each from the start of a page. The
 * order of the members is the order in which they were added.
 */
final class FlatImage implements Content {
  /** A member to be. */
  static final class Part {
    private final String name;
    private final MemberKind kind;
    private final byte[] bytes;

    /**
     * @param bytes kept, not copied
     */
    Part(String name, MemberKind kind, byte[] bytes) {
      this.name = name;
      this.kind = kind;
      this.bytes = bytes;
    }
  }

  private final KernelImage kernel;
  private final List<Part> parts;
  private final List<ImageMember> members = new ArrayList<>();
  private final byte[] kernelBytes;
  private final byte[] header;
  private final long size;

  /**
   * What the description asks of the kernel.
   *
   * @param flags {@link ImageHeader}, FLAG_...
   * @param objects {@link ImageHeader#OBJECTS_OFFSET}
   */
  record KernelSettings(int flags, int objects) {}

  /** Lays everything out; says what has to be said about the machine in the header. */
  FlatImage(
      KernelImage kernel,
      List<Part> parts,
      String systemName,
      Machine machine,
      KernelSettings settings) {
    this.kernel = kernel;
    this.parts = List.copyOf(parts);
    int headerSize =
        (int)
            Alignment.up(
                ImageHeader.MEMBERS_OFFSET + (long) parts.size() * ImageHeader.MEMBER_SIZE,
                ProgramLayout.PAGE_SIZE);
    long offset = kernel.bytes().length + (long) headerSize;
    for (Part each : parts) {
      members.add(
          new ImageMember(
              each.name,
              each.kind,
              offset,
              machine.loadAddress() + offset,
              each.bytes.length,
              crc32(each.bytes, 0, each.bytes.length)));
      offset = Alignment.up(offset + each.bytes.length, ProgramLayout.PAGE_SIZE);
    }
    this.size = offset;
    this.header = header(headerSize, systemName, machine, settings);
    this.kernelBytes = kernel.bytes().clone();
    ByteBuffer.wrap(kernelBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(KernelImage.LINUX_IMAGE_SIZE, size + kernel.zeroedSize());
    members.add(
        0,
        new ImageMember(
            "kernel",
            MemberKind.KERNEL,
            0,
            machine.loadAddress(),
            kernelBytes.length,
            crc32(kernelBytes, 0, kernelBytes.length)));
  }

  /** Returns the members with their places, the kernel first. */
  List<ImageMember> members() {
    return List.copyOf(members);
  }

  KernelImage kernel() {
    return kernel;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void writeTo(OutputStream output) throws IOException {
    output.write(kernelBytes);
    output.write(header);
    for (Part each : parts) {
      output.write(each.bytes);
      long end = each.bytes.length;
      Alignment.pad(output, Alignment.up(end, ProgramLayout.PAGE_SIZE) - end);
    }
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(size));
    writeTo(bytes);
    return bytes.toByteArray();
  }

  private byte[] header(
      int headerSize, String systemName, Machine machine, KernelSettings settings) {
    ByteBuffer data = ByteBuffer.allocate(headerSize).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(0, ImageHeader.MAGIC);
    data.putLong(ImageHeader.IMAGE_SIZE_OFFSET, size);
    data.putInt(ImageHeader.VERSION_OFFSET, ImageHeader.VERSION);
    data.putInt(ImageHeader.MEMBER_COUNT_OFFSET, members.size());
    data.putLong(ImageHeader.HEADER_SIZE_OFFSET, headerSize);
    data.putInt(ImageHeader.CONSOLE_KIND_OFFSET, consoleKind(machine.console()));
    data.putInt(ImageHeader.FLAGS_OFFSET, settings.flags());
    data.putLong(ImageHeader.CONSOLE_ADDRESS_OFFSET, machine.console().address());
    data.putInt(ImageHeader.OBJECTS_OFFSET, settings.objects());
    data.putLong(ImageHeader.DEVICE_TREE_HINT_OFFSET, machine.unannouncedDeviceTree().orElse(-1));
    putName(data, ImageHeader.MACHINE_NAME_OFFSET, machine.name());
    putName(data, ImageHeader.SYSTEM_NAME_OFFSET, systemName);
    int at = ImageHeader.MEMBERS_OFFSET;
    for (ImageMember each : members) {
      putName(data, at, each.name());
      data.putInt(at + ImageHeader.MEMBER_KIND_OFFSET, each.kind().number());
      data.putInt(at + ImageHeader.MEMBER_CRC32_OFFSET, each.crc32());
      data.putLong(at + ImageHeader.MEMBER_START_OFFSET, each.offset());
      data.putLong(at + ImageHeader.MEMBER_LENGTH_OFFSET, each.size());
      at += ImageHeader.MEMBER_SIZE;
    }
    return data.array();
  }

  private static int consoleKind(Machine.Console console) {
    return switch (console.compatible()) {
      case "arm,pl011" -> ImageHeader.CONSOLE_PL011;
      case "brcm,bcm2835-aux-uart" -> ImageHeader.CONSOLE_MINI_UART;
      default -> ImageHeader.CONSOLE_NONE;
    };
  }

  private static void putName(ByteBuffer data, int offset, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= ImageHeader.NAME_SIZE) {
      throw new IllegalArgumentException("name " + name + " does not fit the image header");
    }
    data.put(offset, bytes);
  }

  static int crc32(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
