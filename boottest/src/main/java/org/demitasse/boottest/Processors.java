package org.demitasse.boottest;

import org.demitasse.abi.BootInformation;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.runtime.ComponentRuntime;

/** How many processors there are, by the boot information of a root program. */
final class Processors {
  private Processors() {}

  static int count() {
    long record = ComponentRuntime.argument() + BootInformation.RECORDS_OFFSET;
    while (RawMemory.loadInt(record) != BootInformation.PROCESSOR) {
      record += RawMemory.loadInt(record + 4);
    }
    return RawMemory.loadInt(record + 8);
  }
}
