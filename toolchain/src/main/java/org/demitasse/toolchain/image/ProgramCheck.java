package org.demitasse.toolchain.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.Memory;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSegment;

/**
 * Refuses a program that could not be started on the target, with more words than the target has.
 * The last word is the target's own check.
 */
final class ProgramCheck {
  private ProgramCheck() {}

  /**
   * @param mapsConsole whether {@link ProgramLayout#ROOT_CONSOLE} has to stay free
   * @throws MalformedFileException if the program cannot be started
   */
  static void check(String file, byte[] content, boolean mapsConsole) {
    ElfFile elf = ElfFile.parse(file, content);
    if (elf.type() != ElfFile.EXECUTABLE || elf.machine() != ElfFile.AARCH64) {
      throw new MalformedFileException(file, "is not an AArch64 executable");
    }
    List<ElfSegment> segments = elf.loadSegments();
    if (segments.isEmpty()) {
      throw new MalformedFileException(file, "has no segment to load");
    }
    long lowest = segments.get(0).virtualAddress();
    for (ElfSegment each : segments) {
      if (Long.compareUnsigned(each.virtualAddress(), lowest) < 0) {
        lowest = each.virtualAddress();
      }
      if (each.virtualAddress() % ProgramLayout.PAGE_SIZE != 0) {
        throw segment(file, each, "does not begin at a page");
      }
      if ((each.flags() & ElfSegment.WRITE) != 0 && (each.flags() & ElfSegment.EXECUTE) != 0) {
        throw segment(file, each, "is writable and executable");
      }
      if (mapsConsole
          && each.virtualAddress() < ProgramLayout.ROOT_CONSOLE + ProgramLayout.PAGE_SIZE
          && each.virtualEnd() > ProgramLayout.ROOT_CONSOLE) {
        throw segment(
            file,
            each,
            String.format(
                Locale.ROOT,
                "covers 0x%x, where the console is mapped",
                ProgramLayout.ROOT_CONSOLE));
      }
    }
    if (lowest != ProgramLayout.PROGRAM_BASE) {
      throw new MalformedFileException(
          file,
          String.format(
              Locale.ROOT, "is linked at 0x%x; expected 0x%x", lowest, ProgramLayout.PROGRAM_BASE));
    }
    int result = new ElfProgram(memory(content)).check(0, content.length);
    if (result != ElfProgram.OK) {
      throw new MalformedFileException(
          file, "would be refused at start: " + ElfProgram.describe(result));
    }
  }

  private static MalformedFileException segment(String file, ElfSegment segment, String problem) {
    return new MalformedFileException(
        file,
        String.format(Locale.ROOT, "its segment at 0x%x %s", segment.virtualAddress(), problem));
  }

  private static Memory memory(byte[] content) {
    ByteBuffer data = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    return new Memory() {
      @Override
      public int loadByte(long address) {
        return data.get((int) address) & 0xFF;
      }

      @Override
      public int loadInt(long address) {
        return data.getInt((int) address);
      }

      @Override
      public long loadLong(long address) {
        return data.getLong((int) address);
      }
    };
  }
}
