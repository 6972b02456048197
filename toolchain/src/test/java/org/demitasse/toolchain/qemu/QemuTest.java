package org.demitasse.toolchain.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.demitasse.toolchain.MissingToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QemuTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3), 7.2.22",
    "QEMU emulator version 8.0, 8.0.0",
    "QEMU emulator version 10.1.50 (v10.1.0-1234-gabcdef), 10.1.50",
  })
  void version_isReadFromTheBanner(String banner, String expected) {
    assertThat(QemuVersion.parse(banner)).map(QemuVersion::toString).contains(expected);
  }

  @Test
  void version_isEmptyWhenTheBannerIsAnotherPrograms() {
    assertThat(QemuVersion.parse("GNU bash, version 5.2.15")).isEmpty();
  }

  @Test
  void versions_areOrderedByNumbersNotByLetters() {
    assertThat(new QemuVersion(10, 0, 0)).isGreaterThan(new QemuVersion(9, 2, 1));
    assertThat(new QemuVersion(7, 2, 3)).isGreaterThan(new QemuVersion(7, 1, 9));
    assertThat(new QemuVersion(7, 0, 0)).isEqualByComparingTo(Qemu.OLDEST);
  }

  @Test
  void find_takesTheFirstFolderThatHasTheProgram() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Files.writeString(first.resolve(FakeQemu.NAME), "not executable");
    Path script = FakeQemu.install(second, "QEMU emulator version 7.0.0", "");

    assertThat(Qemu.find(FakeQemu.NAME, List.of(first, second)))
        .isEqualTo(new Qemu(script, new QemuVersion(7, 0, 0)));
  }

  @Test
  void find_namesTheProgramAndThePackageWhenItIsAbsent() {
    var failure =
        catchThrowableOfType(
            MissingToolException.class, () -> Qemu.find("qemu-system-aarch64", List.of(folder)));

    assertThat(failure).hasMessage("qemu-system-aarch64 is not on the PATH");
    assertThat(failure.remedy()).isEqualTo("sudo apt-get install qemu-system-arm");
  }

  @Test
  void find_refusesAReleaseThatIsTooOld() throws IOException {
    Path script = FakeQemu.install(folder, "QEMU emulator version 6.2.0 (Debian 1:6.2)", "");

    var failure =
        catchThrowableOfType(
            MissingToolException.class, () -> Qemu.find(FakeQemu.NAME, List.of(folder)));

    assertThat(failure).hasMessage(script + " is QEMU 6.2.0, and 7.0.0 is the oldest that works");
    assertThat(failure.remedy())
        .isEqualTo("install QEMU 7.0.0 or newer and put it first on the PATH");
  }

  @Test
  void find_showsWhatAnUnknownProgramPrinted() throws IOException {
    FakeQemu.install(folder, "something else", "");

    var failure =
        catchThrowableOfType(
            MissingToolException.class, () -> Qemu.find(FakeQemu.NAME, List.of(folder)));

    assertThat(failure).hasMessageContaining("it printed \"something else\"");
  }
}
