package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.runtime.Program;

/** What TeaVM's {@code Runtime} lacks, or does not do. */
@Partial
public class Runtime {
  /** Ends the component at once; there are no shutdown hooks. */
  public void exit(int status) {
    Program.exit(status);
  }

  public void halt(int status) {
    Program.exit(status);
  }

  /** Returns 1: the threads of a component take turns on one processor. */
  public int availableProcessors() {
    return 1;
  }
}
