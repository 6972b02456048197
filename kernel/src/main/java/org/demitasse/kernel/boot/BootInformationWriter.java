package org.demitasse.kernel.boot;

import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.kernel.hal.PhysicalMemory;

/** Writes the records of {@link BootInformation} into zeroed RAM, as far as it reaches. */
final class BootInformationWriter {
  private final PhysicalMemory memory;
  private final long start;
  private final long limit;
  private int size = BootInformation.RECORDS_OFFSET;
  private int count;

  BootInformationWriter(PhysicalMemory memory, long start, long limit) {
    this.memory = memory;
    this.start = start;
    this.limit = limit;
  }

  /** Begins a record and returns its address; 0 if it does not fit. */
  private long begin(int kind, int length) {
    int rounded = (length + 7) & -8;
    // 8 bytes stay for the record that ends the list.
    if (size + rounded + 8L > limit) {
      return 0;
    }
    long record = start + size;
    memory.storeInt(record, kind);
    memory.storeInt(record + 4, rounded);
    size += rounded;
    count++;
    return record;
  }

  void memory(int type, long address, long bytes) {
    long record = begin(BootInformation.MEMORY, 32);
    if (record != 0) {
      memory.storeInt(record + 8, type);
      memory.storeLong(record + 16, address);
      memory.storeLong(record + 24, bytes);
    }
  }

  void virtualPool(long address, long bytes) {
    long record = begin(BootInformation.VIRTUAL_POOL, 24);
    if (record != 0) {
      memory.storeLong(record + 8, address);
      memory.storeLong(record + 16, bytes);
    }
  }

  void module(int kind, int checksum, long address, long bytes, Memory source, long name) {
    long record = begin(BootInformation.MODULE, 40 + ImageHeader.NAME_SIZE);
    if (record != 0) {
      memory.storeInt(record + 8, kind);
      memory.storeInt(record + 12, checksum);
      memory.storeLong(record + 16, address);
      memory.storeLong(record + 24, address);
      memory.storeLong(record + 32, bytes);
      copyText(source, name, record + 40, ImageHeader.NAME_SIZE);
    }
  }

  void text(int kind, Memory source, long address, int limitOfText) {
    int length = 0;
    while (length < limitOfText && source.loadByte(address + length) != 0) {
      length++;
    }
    long record = begin(BootInformation.TEXT, 16 + length);
    if (record != 0) {
      memory.storeInt(record + 8, kind);
      memory.storeInt(record + 12, length);
      copyText(source, address, record + 16, length);
    }
  }

  private void copyText(Memory source, long from, long to, int length) {
    for (int i = 0; i < length; i++) {
      memory.storeByte(to + i, source.loadByte(from + i));
    }
  }

  void processor(int processors, long mainIdRegister, long frequency) {
    long record = begin(BootInformation.PROCESSOR, 32);
    if (record != 0) {
      memory.storeInt(record + 8, processors);
      memory.storeLong(record + 16, mainIdRegister);
      memory.storeLong(record + 24, frequency);
    }
  }

  void capability(int kind, long handle, long address, long bytes, int permissions) {
    long record = begin(BootInformation.CAPABILITY, 40);
    if (record != 0) {
      memory.storeInt(record + 8, kind);
      memory.storeInt(record + 12, permissions);
      memory.storeLong(record + 16, handle);
      memory.storeLong(record + 24, address);
      memory.storeLong(record + 32, bytes);
    }
  }

  void end() {
    memory.storeInt(start + size, BootInformation.END);
    memory.storeInt(start + size + 4, 8);
    size += 8;
    count++;
    memory.storeLong(start, BootInformation.MAGIC);
    memory.storeInt(start + BootInformation.SIZE_OFFSET, size);
    memory.storeInt(start + BootInformation.COUNT_OFFSET, count);
  }
}
