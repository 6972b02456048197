package org.demitasse.toolchain.teavm;

/**
 * A file of TeaVM is not the one a correction was written for. The message names the file, the
 * version that is known and what to do.
 */
public final class CorrectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorrectionException(String message) {
    super(message);
  }
}
