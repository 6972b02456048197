package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.runtime.Program;

/** What TeaVM's {@code System} lacks. */
@Partial
public final class System {
  private System() {}

  /** Ends the component at once; there are no shutdown hooks. */
  public static void exit(int status) {
    Program.exit(status);
  }
}
