package org.demitasse.devicetree.source;

/** What characters are in a source; {@link Scanner#END} is none of them. */
final class Characters {
  private Characters() {}

  static boolean isHorizontal(int character) {
    return character == ' ' || character == '\t';
  }

  static boolean isBlank(int character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  static boolean isHex(int character) {
    return isDigit(character)
        || (character >= 'a' && character <= 'f')
        || (character >= 'A' && character <= 'F');
  }

  static boolean isLabelStart(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || character == '_';
  }

  static boolean isLabelCharacter(int character) {
    return isLabelStart(character) || isDigit(character);
  }

  static boolean isNameCharacter(int character) {
    return isLabelCharacter(character) || (character > 0 && ",.+*#?@-".indexOf(character) >= 0);
  }
}
