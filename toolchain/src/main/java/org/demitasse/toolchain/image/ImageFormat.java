package org.demitasse.toolchain.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What kind of file the weaver makes. */
public enum ImageFormat {
  /** An ELF file with one segment at the machine's load address; for QEMU's {@code -kernel}. */
  ELF("elf"),

  /** A Linux arm64 {@code Image}: the bytes as they lie in memory; for U-Boot, QEMU and others. */
  LINUX("image"),

  /** U-Boot's legacy image around the same bytes, with checksums; QEMU takes it too. */
  UIMAGE("uimage"),

  /** U-Boot's flattened image tree: the same bytes, the device tree, and checksums of both. */
  FIT("fit"),

  /** A disk with the same bytes as {@code kernel8.img}, and all else that a Raspberry Pi loads. */
  SD("sd");

  private final String label;

  ImageFormat(String label) {
    this.label = label;
  }

  /** Returns whether QEMU's {@code -kernel} takes such a file. */
  public boolean startsOnQemu() {
    return switch (this) {
      case ELF, LINUX, UIMAGE -> true;
      case FIT, SD -> false;
    };
  }

  /** Returns the name on the command line and the suffix of the file. */
  public String label() {
    return label;
  }

  /** Returns the format of that label, if there is one. */
  public static Optional<ImageFormat> find(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** Returns the labels of all formats. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ImageFormat::label).toList();
  }
}
