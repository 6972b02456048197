package org.demitasse.library.java.util;

import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** What TeaVM's {@code Base64} does not refuse. */
@Partial
public abstract class Base64 {

  /** Knows what it can decode by what its encoder would have written. */
  @Partial
  @SuppressWarnings("NullAway.Init") // TeaVM's constructor
  public abstract static class Decoder {
    private int[] mapping;

    @Original("decode")
    private native byte[] decodeLegal(byte[] source);

    public byte[] decode(byte[] source) {
      int end = source.length;
      while (end > 0 && end > source.length - 2 && source[end - 1] == '=') {
        end--;
      }
      for (int i = 0; i < end; i++) {
        int symbol = source[i] & 0xff;
        // Zero is the value of A, and of all that is not in the table.
        if (mapping[symbol] <= 0 && symbol != 'A') {
          throw new IllegalArgumentException(
              "Illegal base64 character " + Integer.toString(symbol, 16));
        }
      }
      if (end % 4 == 1 || (end < source.length && source.length % 4 != 0)) {
        throw new IllegalArgumentException("Input byte array has wrong 4-byte ending unit");
      }
      return decodeLegal(source);
    }
  }
}
