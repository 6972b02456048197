package org.demitasse.toolchain.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over a list of items. Each is preceded by its length, so that no two different lists give
 * the same bytes.
 */
final class Digest {
  private final MessageDigest digest;

  Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 of some bytes, in lower-case hexadecimal. */
  static String of(byte[] bytes) {
    Digest digest = new Digest();
    digest.digest.update(bytes);
    return digest.hex();
  }

  Digest add(byte[] item) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, item.length));
    digest.update(item);
    return this;
  }

  Digest add(String item) {
    return add(item.getBytes(StandardCharsets.UTF_8));
  }

  Digest add(long item) {
    return add(Long.toString(item));
  }

  /** Ends the list; in lower-case hexadecimal. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
