package org.demitasse.core;

import org.demitasse.abi.ImageHeader;
import org.demitasse.base.raw.WritableMemory;
import org.demitasse.base.runtime.Utf8;

/**
 * The ROM {@code platform_info}, which core makes itself: {@code <platform_info><machine
 * name="virt"/></platform_info>}, with the machine that the image was made for. Drivers that are
 * not started from the device tree choose by it what they drive.
 */
final class PlatformInformation {
  static final String NAME = "platform_info";

  private PlatformInformation() {}

  /**
   * Writes it into a page that is kept for it.
   *
   * @param page physical address, equal to core's virtual address
   * @param machine ASCII letters, digits, '.', '-' and '_'; anything else is left out
   */
  static BootModule write(WritableMemory memory, long page, String machine) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < machine.length(); i++) {
      char each = machine.charAt(i);
      if (isAllowed(each)) {
        name.append(each);
      }
    }
    String text = "<platform_info><machine name=\"" + name + "\"/></platform_info>\n";
    memory.clear(page, PageAllocator.PAGE);
    int length = store(memory, page, text);
    long nameAddress = page + PageAllocator.PAGE / 2;
    int nameLength = store(memory, nameAddress, NAME);
    return new BootModule(NAME, nameAddress, nameLength, ImageHeader.MEMBER_FILE, page, length);
  }

  /** Not asked of {@link Character}, whose tables cost eight million instructions at first. */
  private static boolean isAllowed(char each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || each == '.'
        || each == '-'
        || each == '_';
  }

  private static int store(WritableMemory memory, long address, String text) {
    byte[] bytes = Utf8.encode(text);
    for (int i = 0; i < bytes.length; i += 4) {
      int word = 0;
      for (int j = Math.min(3, bytes.length - 1 - i); j >= 0; j--) {
        word = word << 8 | (bytes[i + j] & 0xFF);
      }
      memory.storeInt(address + i, word);
    }
    return bytes.length;
  }
}
