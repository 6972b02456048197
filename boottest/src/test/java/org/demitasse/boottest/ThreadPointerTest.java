package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSection;
import org.demitasse.toolchain.elf.ElfSymbol;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.system.ProgramClassPath;
import org.demitasse.toolchain.system.SystemBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernel's machine code touches the thread pointer of user land, TPIDR_EL0, only where it
 * switches threads; what is the processor's own it finds by TPIDR_EL1. A compiler that took the
 * kernel for a program with thread-local storage would read TPIDR_EL0 anywhere.
 */
final class ThreadPointerTest {
  // MSR and MRS (Arm ARM C6.2, "MSR (register)", "MRS"): op0 to op2 in bits 20 to 5, Rt below, and
  // bit 21, which tells reading from writing. Register numbers: D24.2, TPIDR_EL0 and others.
  private static final int SAME_REGISTER = ~(1 << 21 | 31);
  private static final int READS = 1 << 21;
  private static final int TPIDR_EL0 = 0xD51B_D040;
  private static final int TPIDR_EL1 = 0xD518_D080;

  /**
   * Scheduler.makeCurrent is the switch. It is inlined into Scheduler and FastPath, and these into
   * the entries that lead to them.
   */
  private static final String SWITCH =
      "meth_odk_(FastPath|Scheduler)_\\w+|kernel_(call|reply_wait|system_call)";

  private static ElfFile kernel;

  @BeforeAll
  static void build(@TempDir Path folder) throws Exception {
    var system =
        new SystemBuilder(new ProgramBuilder(), ProgramClassPath.ofThisProcess(), line -> {})
            .build(
                DescriptionReader.read(Systems.HELLO),
                ImageFormat.ELF,
                folder.resolve("hello.elf"));
    kernel = ElfFile.parse("kernel", Files.readAllBytes(system.kernel().debugElf()));
  }

  /** Returns how often each function has such an instruction, by its symbol. */
  private static Map<String, Integer> functionsWith(int register, int direction) {
    var found = new TreeMap<String, Integer>();
    for (ElfSection section : kernel.sections()) {
      if ((section.flags() & ElfSection.EXECUTABLE) == 0 || !section.isInFile()) {
        continue;
      }
      ByteBuffer code = ByteBuffer.wrap(kernel.content(section)).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at + 4 <= code.limit(); at += 4) {
        int word = code.getInt(at);
        if ((word & SAME_REGISTER) == register && (word & READS) == direction) {
          found.merge(function(section.address() + at), 1, Integer::sum);
        }
      }
    }
    return found;
  }

  private static String function(long address) {
    return kernel.symbols().stream()
        .filter(ElfSymbol::isFunction)
        .filter(each -> address >= each.value() && address < each.value() + each.size())
        .map(ElfSymbol::name)
        .findFirst()
        .orElse("no function, at 0x" + Long.toHexString(address));
  }

  @Test
  void threadPointerOfUserLand_isTouchedOnlyByTheSwitchOfThreads() {
    Map<String, Integer> reads = functionsWith(TPIDR_EL0, READS);
    Map<String, Integer> writes = functionsWith(TPIDR_EL0, 0);

    assertThat(reads).containsKeys("kernel_call", "kernel_reply_wait");
    assertThat(reads.keySet()).allMatch(each -> each.matches(SWITCH));
    assertThat(writes).as("saved and loaded at once").isEqualTo(reads);
  }

  @Test
  void processorsBlock_isSetByTheEntryCodeAlone() {
    assertThat(functionsWith(TPIDR_EL1, READS)).containsKey("kernel_start_processor");
    assertThat(functionsWith(TPIDR_EL1, 0).keySet())
        .hasSize(2)
        .as("the two ways in of start.S, which have no size")
        .allMatch(each -> each.startsWith("no function"));
  }
}
