package org.demitasse.toolchain.teavm.standin.component;

/** Stands for {@code java.lang.IllegalThreadStateException}, which TeaVM does not have. */
public class IllegalThreadState extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public IllegalThreadState() {}

  public IllegalThreadState(String message) {
    super(message);
  }
}
