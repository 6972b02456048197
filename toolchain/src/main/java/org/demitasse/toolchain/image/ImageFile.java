package org.demitasse.toolchain.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.machine.Machine;
import org.demitasse.machine.Machines;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.disk.DiskReader;
import org.demitasse.toolchain.elf.Alignment;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSegment;
import org.demitasse.xml.Size;

/**
 * Reads an image file of any format and lists what it holds. Nothing in the file is trusted; a
 * member whose content has not the stated checksum is an error.
 */
public final class ImageFile {
  private static final int PAGE_SIZE = ProgramLayout.PAGE_SIZE;

  private final String file;
  private final ImageFormat format;
  private final byte[] image;
  private final ByteBuffer data;
  private final List<String> packaging;
  private final ImageListing listing;

  private ImageFile(String file, byte[] content) {
    this.file = file;
    long loadAddress = -1;
    if (ElfFile.isElf(content)) {
      format = ImageFormat.ELF;
      ElfFile elf = ElfFile.parse(file, content);
      if (elf.loadSegments().size() != 1) {
        throw malformed(
            "is not an image: the ELF file has "
                + elf.loadSegments().size()
                + " segments to load; expected 1");
      }
      ElfSegment segment = elf.loadSegments().get(0);
      loadAddress = segment.physicalAddress();
      image = elf.content(segment);
      packaging = List.of();
    } else if (LegacyImage.isLegacyImage(content)) {
      format = ImageFormat.UIMAGE;
      LegacyImage legacy = LegacyImage.parse(file, content);
      if (legacy.isScript()) {
        throw malformed("is a script for U-Boot, not an image");
      }
      loadAddress = legacy.loadAddress();
      image = legacy.payload();
      packaging =
          List.of(
              String.format(
                  Locale.ROOT,
                  "uImage \"%s\": both checksums right, load address %s, entry %s",
                  legacy.name(),
                  Size.address(loadAddress),
                  Size.address(legacy.entryAddress())));
    } else if (FitImage.isTree(content)) {
      format = ImageFormat.FIT;
      FitImage fit = FitImage.parse(file, content);
      loadAddress = fit.loadAddress();
      image = fit.kernel();
      packaging = fit.summary();
    } else if (!isLinuxImage(content) && DiskReader.isDisk(content)) {
      format = ImageFormat.SD;
      DiskReader disk = DiskReader.read(file, content);
      image =
          disk.find(CardFiles.KERNEL)
              .map(disk::content)
              .orElseThrow(() -> malformed("is a disk without the file " + CardFiles.KERNEL));
      packaging =
          disk.entries().stream()
              .map(each -> String.format(Locale.ROOT, "%12d  %s", each.size(), each.path()))
              .toList();
    } else {
      format = ImageFormat.LINUX;
      image = content;
      packaging = List.of();
    }
    data = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    if (!isLinuxImage(image)) {
      throw malformed(
          "is not an image: expected an ELF file, a uImage, a FIT image, a disk, or a Linux arm64"
              + " image (\"ARM\\x64\" at byte 56)");
    }
    listing = list(findHeader(), loadAddress);
  }

  private static boolean isLinuxImage(byte[] content) {
    return content.length >= KernelImage.LINUX_HEADER_SIZE
        && ByteBuffer.wrap(content)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(KernelImage.LINUX_MAGIC_OFFSET)
            == KernelImage.LINUX_MAGIC;
  }

  /**
   * Reads an image.
   *
   * @throws MalformedFileException if the file is no image, is cut off or damaged
   */
  public static ImageFile read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > 2 * KernelImage.LARGEST_IMAGE) {
      throw new MalformedFileException(
          file.toString(),
          "is not an image: "
              + size
              + " bytes; no image is larger than "
              + Size.format(KernelImage.LARGEST_IMAGE));
    }
    return parse(file.toString(), Files.readAllBytes(file));
  }

  static ImageFile parse(String file, byte[] content) {
    return new ImageFile(file, content);
  }

  /** Returns what the image holds. */
  public ImageListing listing() {
    return listing;
  }

  /** Returns lines about what the format itself adds; none for a format that adds nothing. */
  public List<String> packaging() {
    return packaging;
  }

  /** Returns a copy of the bytes of a member. */
  public byte[] content(ImageMember member) {
    byte[] content = new byte[(int) member.size()];
    data.get((int) member.offset(), content);
    return content;
  }

  /**
   * Returns the offset of the image header. It begins at the page behind the kernel, whose size is
   * stated nowhere, so the pages are searched for its magic number.
   */
  private int findHeader() {
    for (int at = PAGE_SIZE; at <= image.length - PAGE_SIZE; at += PAGE_SIZE) {
      if (data.getLong(at) == ImageHeader.MAGIC) {
        return at;
      }
    }
    throw malformed(
        "is not a Demitasse image, or is cut off: no image header in " + image.length + " bytes");
  }

  private ImageListing list(int header, long elfLoadAddress) {
    int version = data.getInt(header + ImageHeader.VERSION_OFFSET);
    if (version != ImageHeader.VERSION) {
      throw malformed(
          "has an image header of version " + version + "; expected " + ImageHeader.VERSION);
    }
    long size = data.getLong(header + ImageHeader.IMAGE_SIZE_OFFSET);
    if (size != image.length) {
      throw malformed(
          "is "
              + (size > image.length ? "cut off" : "damaged")
              + ": the image header says "
              + size
              + " bytes, there are "
              + image.length);
    }
    int count = data.getInt(header + ImageHeader.MEMBER_COUNT_OFFSET);
    long headerSize = data.getLong(header + ImageHeader.HEADER_SIZE_OFFSET);
    if (headerSize < PAGE_SIZE
        || headerSize % PAGE_SIZE != 0
        || headerSize > size - header
        || count < 0
        || count > (headerSize - ImageHeader.MEMBERS_OFFSET) / ImageHeader.MEMBER_SIZE) {
      throw malformed(
          "has a damaged image header: " + headerSize + " bytes for " + count + " members");
    }
    String machine = name("machine name", header + ImageHeader.MACHINE_NAME_OFFSET);
    long loadAddress =
        elfLoadAddress >= 0
            ? elfLoadAddress
            : Machines.find(machine).map(Machine::loadAddress).orElse(0L);
    List<ImageMember> members = new ArrayList<>();
    members.add(
        new ImageMember(
            "kernel",
            MemberKind.KERNEL,
            0,
            loadAddress,
            header,
            FlatImage.crc32(image, 0, header)));
    long end = header + headerSize;
    for (int i = 0; i < count; i++) {
      ImageMember member =
          member(
              header + ImageHeader.MEMBERS_OFFSET + i * ImageHeader.MEMBER_SIZE, end, loadAddress);
      members.add(member);
      end = Alignment.up(member.offset() + member.size(), PAGE_SIZE);
    }
    long imageSize = data.getLong(KernelImage.LINUX_IMAGE_SIZE);
    if (imageSize < size || imageSize - size > KernelImage.LARGEST_IMAGE) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "is damaged: image_size 0x%x in its Linux image header; expected at least 0x%x",
              imageSize,
              size));
    }
    return new ImageListing(
        format,
        name("system name", header + ImageHeader.SYSTEM_NAME_OFFSET),
        machine,
        loadAddress,
        size,
        imageSize - size,
        members);
  }

  private ImageMember member(int at, long previousEnd, long loadAddress) {
    String name = name("name of a member", at);
    int number = data.getInt(at + ImageHeader.MEMBER_KIND_OFFSET);
    MemberKind kind =
        MemberKind.ofNumber(number)
            .orElseThrow(() -> malformed("member \"" + name + "\" is of unknown kind " + number));
    long offset = data.getLong(at + ImageHeader.MEMBER_START_OFFSET);
    long size = data.getLong(at + ImageHeader.MEMBER_LENGTH_OFFSET);
    if (offset % PAGE_SIZE != 0
        || offset < previousEnd
        || offset > image.length
        || size < 0
        || size > image.length - offset) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "member \"%s\" has offset 0x%x and size 0x%x; expected a page between 0x%x and 0x%x",
              name,
              offset,
              size,
              previousEnd,
              image.length));
    }
    int stated = data.getInt(at + ImageHeader.MEMBER_CRC32_OFFSET);
    int actual = FlatImage.crc32(image, (int) offset, (int) size);
    if (stated != actual) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "member \"%s\" is damaged: its content has CRC-32 %08x, the image header says %08x",
              name,
              actual,
              stated));
    }
    return new ImageMember(name, kind, offset, loadAddress + offset, size, actual);
  }

  private String name(String what, int at) {
    int length = 0;
    while (length < ImageHeader.NAME_SIZE && image[at + length] != 0) {
      // Control characters could make a listing look like something else.
      if (image[at + length] < 0x20 || image[at + length] == 0x7F) {
        throw malformed("the " + what + " in the image header is not plain text");
      }
      length++;
    }
    if (length == 0 || length == ImageHeader.NAME_SIZE) {
      throw malformed("the " + what + " in the image header is empty or has no end");
    }
    return new String(image, at, length, StandardCharsets.US_ASCII);
  }

  private MalformedFileException malformed(String problem) {
    return new MalformedFileException(file, problem);
  }
}
