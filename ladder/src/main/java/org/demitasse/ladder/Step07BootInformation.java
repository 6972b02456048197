package org.demitasse.ladder;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.ObjectKind;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.runtime.ComponentRuntime;

/**
 * Step 07: memory configuration and boot modules, one line per record, with a checksum over each
 * module's bytes that must equal the one the host computed.
 */
public final class Step07BootInformation {
  private Step07BootInformation() {}

  public static void main(String[] arguments) {
    long address = ComponentRuntime.argument();
    System.out.println("boot info at 0x" + Long.toHexString(address));
    Printer printer = new Printer();
    int result = BootInformation.parse(RawMemory.READER, address, printer);
    System.out.println("finished parsing boot info, ret=" + result);
    System.out.println("free RAM: " + printer.free + " of " + printer.ram + " bytes");
    boolean passed = result == 0 && printer.sound && printer.free > 0 && printer.modules > 0;
    if (!passed) {
      throw new IllegalStateException("step 07 failed");
    }
    System.out.println("step 07 passed");
  }

  private static final class Printer implements BootInformation.Visitor {
    private long ram;
    private long free;
    private int modules;
    private boolean sound = true;

    @Override
    public void memory(int type, long physicalAddress, long size) {
      ram += size;
      if (type == BootInformation.MEMORY_FREE) {
        free += size;
      }
      System.out.println("physical memory: " + range(physicalAddress, size) + " " + typeName(type));
    }

    @Override
    public void virtualPool(long address, long size) {
      System.out.println("virtual memory: " + range(address, size));
    }

    @Override
    public void module(
        int kind, int crc32, long physicalAddress, long virtualAddress, long size, long name) {
      modules++;
      CRC32 checksum = new CRC32();
      for (long i = 0; i < size; i++) {
        checksum.update(RawMemory.loadByte(virtualAddress + i));
      }
      boolean equal = (int) checksum.getValue() == crc32;
      sound &= equal && physicalAddress == virtualAddress;
      System.out.println(
          "module "
              + Step07BootInformation.text(name, ImageHeader.NAME_SIZE)
              + (kind == ImageHeader.MEMBER_FILE ? " (file)" : " (component)")
              + ": physical 0x"
              + Long.toHexString(physicalAddress)
              + ", virtual 0x"
              + Long.toHexString(virtualAddress)
              + ", "
              + size
              + " bytes, checksum "
              + Integer.toHexString(crc32)
              + (equal ? " right" : " WRONG"));
    }

    @Override
    public void text(int kind, long address, int length) {
      System.out.println(textName(kind) + ": " + Step07BootInformation.text(address, length));
    }

    @Override
    public void processor(int count, long mainIdRegister, long counterFrequency) {
      System.out.println(
          count
              + " processor(s), main ID 0x"
              + Long.toHexString(mainIdRegister)
              + ", counter at "
              + counterFrequency
              + " Hz");
    }

    @Override
    public void capability(
        int kind, long handle, long physicalAddress, long size, int permissions) {
      String what = "capability " + handle + ": " + ObjectKind.name(kind);
      System.out.println(
          kind == ObjectKind.PHYSICAL_RANGE ? what + " " + range(physicalAddress, size) : what);
    }
  }

  private static String range(long start, long size) {
    return "0x" + Long.toHexString(start) + " to 0x" + Long.toHexString(start + size - 1);
  }

  private static String typeName(int type) {
    return switch (type) {
      case BootInformation.MEMORY_FREE -> "free";
      case BootInformation.MEMORY_KERNEL -> "kernel";
      case BootInformation.MEMORY_MODULES -> "modules";
      case BootInformation.MEMORY_ROOT -> "root program";
      case BootInformation.MEMORY_RESERVED -> "reserved";
      default -> "type " + type;
    };
  }

  private static String textName(int kind) {
    return switch (kind) {
      case BootInformation.TEXT_MODEL -> "model";
      case BootInformation.TEXT_MACHINE -> "machine";
      case BootInformation.TEXT_SYSTEM -> "system";
      case BootInformation.TEXT_COMMAND_LINE -> "command line";
      default -> "text " + kind;
    };
  }

  private static String text(long address, int limit) {
    byte[] bytes = new byte[limit];
    int length = 0;
    while (length < limit && RawMemory.loadByte(address + length) != 0) {
      bytes[length] = (byte) RawMemory.loadByte(address + length);
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
