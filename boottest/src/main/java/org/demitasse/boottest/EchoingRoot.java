package org.demitasse.boottest;

import org.demitasse.abi.SystemCall;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.raw.RootCapabilities;
import org.demitasse.base.runtime.ComponentRuntime;

/** A root program that reads a line from the console and says it back. */
public final class EchoingRoot {
  private EchoingRoot() {}

  public static void main(String[] arguments) {
    System.out.println("type a line");
    long control =
        RootCapabilities.read(RawMemory.READER, ComponentRuntime.argument()).machineControl();
    StringBuilder line = new StringBuilder();
    while (true) {
      RawSystemCall.invoke(SystemCall.CONSOLE_READ, control, 0, 0, 0, 0, 0, 0);
      int next = (int) RawSystemCall.result(1);
      if (next == '\r' || next == '\n') {
        break;
      }
      if (next >= 0) {
        line.append((char) next);
      }
    }
    System.out.println("you typed " + line.length() + " characters: " + line);
  }
}
