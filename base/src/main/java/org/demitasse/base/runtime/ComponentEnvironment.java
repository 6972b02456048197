package org.demitasse.base.runtime;

import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.Memory;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;

/** The environment of the component that runs in this space. */
final class ComponentEnvironment implements Env {
  private final String label;

  ComponentEnvironment() {
    this.label = label(RawMemory.READER, Program.argument());
  }

  /** Reads the label from the information page at {@code address}; empty if there is none. */
  static String label(Memory memory, long address) {
    if (address == 0 || memory.loadLong(address) != ComponentInformation.MAGIC) {
      return "";
    }
    int length = memory.loadInt(address + ComponentInformation.LABEL_LENGTH_OFFSET);
    return Utf8.decode(memory, address + ComponentInformation.LABEL_OFFSET, length);
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public void log(String text) {
    Log.line(text);
  }

  @Override
  public void exit(int code) {
    Program.exit(code);
  }

  @Override
  public long heapLimit() {
    return Program.heapLimit();
  }

  @Override
  public long freeMemory() {
    Runtime runtime = Runtime.getRuntime();
    return Program.heapLimit() - runtime.totalMemory() + runtime.freeMemory();
  }
}
