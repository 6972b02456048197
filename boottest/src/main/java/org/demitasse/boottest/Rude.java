package org.demitasse.boottest;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Writes what would erase lines, move the cursor, or pass for another's line on a terminal. */
public final class Rude implements Component {
  @Override
  public void construct(Env env) {
    // Not in a constant: C has no name for it.
    String csi = Character.toString(0x9B);
    System.out.println("erases \u001b[2J\u001b[1A" + csi + "2K");
    System.out.println("goes back\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b[kernel] panic");
    System.out.println("returns\r[core] all is well");
    System.out.print("ends as elsewhere\r\n");
    env.log("tab\tstays, bell\u0007 and delete\u007f do not");
  }
}
