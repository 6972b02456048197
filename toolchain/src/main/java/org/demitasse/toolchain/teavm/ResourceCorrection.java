package org.demitasse.toolchain.teavm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact edits to one of the C files that TeaVM copies into its output.
 *
 * @param name name of the file
 * @param expectedHash SHA-256 of the file the edits were written for, in hexadecimal
 * @param edits applied in this order
 */
record ResourceCorrection(String name, String expectedHash, List<Edit> edits) {
  /** Text that occurs exactly once, and what stands there afterwards. */
  private record Edit(String old, String replacement) {}

  static ResourceCorrection of(String name, String expectedHash) {
    return new ResourceCorrection(name, expectedHash, List.of());
  }

  ResourceCorrection replace(String old, String replacement) {
    List<Edit> more = new ArrayList<>(edits);
    more.add(new Edit(old, replacement));
    return new ResourceCorrection(name, expectedHash, List.copyOf(more));
  }

  ResourceCorrection remove(String old) {
    return replace(old, "");
  }

  /** Adds lines at the end of the file. */
  ResourceCorrection append(String lines) {
    return replace("", lines);
  }

  byte[] apply(byte[] original) {
    Corrections.requireHash("C file " + name, expectedHash, original);
    String text = new String(original, StandardCharsets.UTF_8);
    for (Edit edit : edits) {
      if (edit.old.isEmpty()) {
        text = text + "\n" + edit.replacement;
        continue;
      }
      int position = text.indexOf(edit.old);
      if (position < 0 || text.indexOf(edit.old, position + 1) >= 0) {
        throw new CorrectionException(
            "TeaVM's C file %s does not contain exactly once: %s".formatted(name, edit.old));
      }
      text =
          text.substring(0, position)
              + edit.replacement
              + text.substring(position + edit.old.length());
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
