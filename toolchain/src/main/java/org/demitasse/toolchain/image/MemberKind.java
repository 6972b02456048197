package org.demitasse.toolchain.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.demitasse.abi.ImageHeader;

/** What a member of an image is. */
public enum MemberKind {
  /** The kernel's text and data; first in the image and not in its header. */
  KERNEL(0),
  /** Table that leads from the kernel's instructions to Java lines. */
  KERNEL_LINES(ImageHeader.MEMBER_KERNEL_LINES),
  /** Flattened device tree for machines that hand none over. */
  DEVICE_TREE(ImageHeader.MEMBER_DEVICE_TREE),
  /** First program in user mode. */
  ROOT_PROGRAM(ImageHeader.MEMBER_ROOT_PROGRAM),
  /** Program that the root program starts. */
  COMPONENT(ImageHeader.MEMBER_COMPONENT),
  /** File as it is. */
  FILE(ImageHeader.MEMBER_FILE);

  private final int number;

  MemberKind(int number) {
    this.number = number;
  }

  /** Returns the number in the image header. */
  int number() {
    return number;
  }

  /** Returns the name in listings, such as {@code root-program}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<MemberKind> ofNumber(int number) {
    return Arrays.stream(values())
        .filter(each -> each != KERNEL && each.number == number)
        .findFirst();
  }
}
