package org.demitasse.toolchain.netboot;

/** A packet is cut short or otherwise not as its protocol has it. */
final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong, as the second half of a sentence
   */
  MalformedPacketException(String problem) {
    super(problem, null, false, false);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
