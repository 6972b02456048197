package org.demitasse.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Assembles programs of a few instructions for the bare QEMU machine {@code virt}, so that the
 * testkit is tested without the kernel it is meant to test. Instruction words are those of the Arm
 * Architecture Reference Manual (DDI 0487), chapter C6; x2 holds the address of the PL011, whose
 * data register is at 0 and flag register at 0x18.
 */
final class TinyProgram {
  private static final long LOAD_ADDRESS = 0x4020_0000L;

  private final List<Integer> code = new ArrayList<>();
  private final Map<Integer, String> texts = new LinkedHashMap<>();

  TinyProgram() {
    code.add(0xd2a1_2002); // movz x2, #0x0900, lsl #16
  }

  /** Prints text. */
  TinyProgram print(String text) {
    texts.put(code.size(), text);
    code.add(0x1000_0001); // adr x1, text
    code.add(0x3840_1423); // ldrb w3, [x1], #1
    code.add(0x3400_0063); // cbz w3, past the loop
    code.add(0xb900_0043); // str w3, [x2]
    code.add(0x17ff_fffd); // b to ldrb
    return this;
  }

  /** Prints what is typed, until an exclamation mark is. */
  TinyProgram echo() {
    code.add(0xb940_1843); // ldr w3, [x2, #0x18]
    code.add(0x3727_ffe3); // tbnz w3, #4 (receive FIFO empty), back
    code.add(0xb940_0043); // ldr w3, [x2]
    code.add(0x7100_847f); // cmp w3, #'!'
    code.add(0x5400_0060); // b.eq past the loop
    code.add(0xb900_0043); // str w3, [x2]
    code.add(0x17ff_fffa); // b to the first load
    return this;
  }

  /**
   * Powers the machine off: PSCI SYSTEM_OFF (DEN 0022, 5.10), by hvc as the machine's tree says.
   */
  TinyProgram powerOff() {
    code.add(0x5280_0100); // movz w0, #8
    code.add(0x72b0_8000); // movk w0, #0x8400, lsl #16
    code.add(0xd400_0002); // hvc #0
    return this;
  }

  /** Prints the line that the kernel prints last, and powers off. */
  TinyProgram powerOff(int exitCode) {
    return print("[kernel] power off: exit code " + exitCode + "\r\n").powerOff();
  }

  /** Does nothing, for ever. */
  TinyProgram sleep() {
    code.add(0xd503_207f); // wfi
    code.add(0x17ff_ffff); // b to wfi
    return this;
  }

  /** Starts over. */
  TinyProgram repeat() {
    code.add(0x1400_0000 | (-code.size() & 0x03ff_ffff)); // b to the first instruction
    return this;
  }

  /** Writes the program as an ELF file with one segment. */
  Path write(Path file) throws IOException {
    int headers = 64 + 56;
    ByteBuffer program = program();
    var elf = ByteBuffer.allocate(headers + program.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    // ELF-64 header: class 64, little endian; executable for AArch64 (183).
    elf.putInt(0x464c_457f).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
    elf.putShort((short) 2).putShort((short) 183).putInt(1);
    elf.putLong(LOAD_ADDRESS).putLong(64).putLong(0).putInt(0);
    elf.putShort((short) 64).putShort((short) 56).putShort((short) 1);
    elf.position(64);
    // Program header: PT_LOAD, readable and executable.
    elf.putInt(1).putInt(5).putLong(headers).putLong(LOAD_ADDRESS).putLong(LOAD_ADDRESS);
    elf.putLong(program.remaining()).putLong(program.remaining()).putLong(4);
    elf.put(program);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, elf.array());
  }

  private ByteBuffer program() {
    int size = 4 * code.size();
    for (String text : texts.values()) {
      size += text.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    var program = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    program.position(4 * code.size());
    texts.forEach(
        (index, text) -> {
          int distance = program.position() - 4 * index;
          code.set(index, 0x1000_0001 | ((distance & 3) << 29) | ((distance >> 2) << 5));
          program.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        });
    program.position(0);
    code.forEach(program::putInt);
    return program.position(0);
  }
}
