package org.demitasse.toolchain.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Random;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.elf.ElfFile;
import org.junit.jupiter.api.Test;

/** What the weaver takes as kernel or as program, with random damage in its headers. */
class DamagedProgramsTest {
  @Test
  void areTakenOrRefusedButNeverCrash() {
    long seed = System.nanoTime();
    System.out.println("DamagedProgramsTest seed " + seed);
    Random random = new Random(seed);
    byte[] kernel = SyntheticPrograms.kernel();
    byte[] program = SyntheticPrograms.program(1, 0x33);
    for (int round = 0; round < 20_000; round++) {
      boolean asKernel = random.nextBoolean();
      byte[] damaged = (asKernel ? kernel : program).clone();
      Damage.apply(damaged, random, 64 + 2 * 56);
      byte[] input = Damage.cut(damaged, random);
      Throwable thrown =
          catchThrowable(
              () -> {
                if (asKernel) {
                  KernelImage.of(ElfFile.parse("x", input));
                } else {
                  ProgramCheck.check("x", input, true);
                }
              });
      if (thrown != null) {
        assertThat(thrown)
            .as("seed %d round %d", seed, round)
            .isInstanceOf(MalformedFileException.class);
      }
    }
  }
}
