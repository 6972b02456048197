package org.demitasse.toolchain.teavm.standin.component;

import org.demitasse.toolchain.teavm.standin.Graft;

/**
 * Stands in part for {@code org.teavm.classlib.impl.console.Console}, which hands over single
 * bytes: each piece of System.out and System.err goes on its way as a whole.
 */
public final class GraftedConsole {
  private GraftedConsole() {}

  @Graft
  public static void writeStdout(byte[] bytes, int offset, int count) {
    Machine.write(bytes, offset, count);
  }

  @Graft
  public static void writeStderr(byte[] bytes, int offset, int count) {
    Machine.write(bytes, offset, count);
  }
}
