package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;

/** Stands for {@code java.lang.ExceptionInInitializerError}, which TeaVM does not have. */
public class InitializerError extends LinkageError {
  private static final long serialVersionUID = 1L;

  public InitializerError() {
    super(null, null);
  }

  public InitializerError(@Nullable Throwable thrown) {
    super(null, thrown);
  }

  public InitializerError(@Nullable String message) {
    super(message, null);
  }

  public @Nullable Throwable getException() {
    return getCause();
  }
}
