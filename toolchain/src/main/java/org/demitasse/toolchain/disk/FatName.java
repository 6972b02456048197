package org.demitasse.toolchain.disk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Names in a folder of FAT: eight characters and three, in capitals, and for all other names a long
 * one besides (FAT specification, "FAT Long Directory Entries").
 */
final class FatName {
  static final int SHORT_SIZE = 11;

  /** Characters of a long name in one entry. */
  static final int LONG_PART = 13;

  private static final int BASE_SIZE = 8;
  static final int LONGEST = 255;
  private static final String SHORT_CHARACTERS = "$%'-_@~`!(){}^#&";
  private static final String FORBIDDEN = "\"*/:<>?\\|";

  private FatName() {}

  /**
   * Makes sure that a name can stand on a FAT disk.
   *
   * @throws IllegalArgumentException if it cannot
   */
  static void check(String name) {
    boolean allowed =
        !name.isEmpty()
            && name.length() <= LONGEST
            && !name.endsWith(".")
            && !name.endsWith(" ")
            && name.chars().allMatch(each -> each > ' ' - 1 && each < 0x7F)
            && name.chars().noneMatch(each -> FORBIDDEN.indexOf(each) >= 0);
    if (!allowed) {
      throw new IllegalArgumentException(
          "\"%s\" cannot be the name of a file on a FAT disk; expected 1 to 255 plain letters, none of %s"
              .formatted(name, FORBIDDEN));
    }
  }

  /** Whether a name is its own short name, so that it needs no long one. */
  static boolean isShort(String name) {
    int dot = name.lastIndexOf('.');
    String base = dot < 0 ? name : name.substring(0, dot);
    String extension = dot < 0 ? "" : name.substring(dot + 1);
    return !base.isEmpty()
        && base.length() <= BASE_SIZE
        && extension.length() <= SHORT_SIZE - BASE_SIZE
        && (dot < 0 || !extension.isEmpty())
        && base.chars().allMatch(FatName::isShortCharacter)
        && extension.chars().allMatch(FatName::isShortCharacter);
  }

  /**
   * Returns the short name, padded with spaces.
   *
   * @param taken short names of the folder
   */
  static byte[] shortName(String name, Set<String> taken) {
    int dot = name.lastIndexOf('.');
    String base = plain(dot <= 0 ? name : name.substring(0, dot));
    String extension = plain(dot <= 0 ? "" : name.substring(dot + 1));
    extension = extension.substring(0, Math.min(extension.length(), SHORT_SIZE - BASE_SIZE));
    if (isShort(name)) {
      return padded(base, extension);
    }
    for (int number = 1; ; number++) {
      String tail = "~" + number;
      String head = base.substring(0, Math.min(base.length(), BASE_SIZE - tail.length()));
      byte[] candidate = padded(head + tail, extension);
      if (!taken.contains(new String(candidate, StandardCharsets.US_ASCII))) {
        return candidate;
      }
    }
  }

  /** FAT specification, "Organization and Association of Short & Long Directory Entries". */
  static int checksum(byte[] shortName) {
    int sum = 0;
    for (byte each : shortName) {
      sum = (((sum & 1) << 7) + (sum >> 1) + (each & 0xFF)) & 0xFF;
    }
    return sum;
  }

  private static boolean isShortCharacter(int character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || SHORT_CHARACTERS.indexOf(character) >= 0;
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    name.toUpperCase(Locale.ROOT)
        .chars()
        .filter(each -> each != '.' && each != ' ')
        .forEach(each -> plain.append(isShortCharacter(each) ? (char) each : '_'));
    return plain.toString();
  }

  private static byte[] padded(String base, String extension) {
    byte[] name = new byte[SHORT_SIZE];
    Arrays.fill(name, (byte) ' ');
    byte[] first = base.getBytes(StandardCharsets.US_ASCII);
    byte[] second = extension.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(first, 0, name, 0, first.length);
    System.arraycopy(second, 0, name, BASE_SIZE, second.length);
    return name;
  }
}
