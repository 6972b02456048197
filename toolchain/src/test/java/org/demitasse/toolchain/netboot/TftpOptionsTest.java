package org.demitasse.toolchain.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TftpOptionsTest {
  @Test
  void options_thatAreKnown_areAgreedUpon() {
    TftpOptions options =
        TftpOptions.agree(
            Map.of("blksize", "1468", "tsize", "0", "timeout", "5", "windowsize", "8"), 4711);
    assertThat(options.blockSize()).isEqualTo(1468);
    assertThat(options.windowSize()).isEqualTo(8);
    assertThat(options.timeoutSeconds()).isEqualTo(5);
    assertThat(options.acknowledged())
        .isEqualTo(Map.of("blksize", "1468", "tsize", "4711", "timeout", "5", "windowsize", "8"));
  }

  @Test
  void options_thatAreUnknown_areLeftOut() {
    TftpOptions options = TftpOptions.agree(Map.of("multicast", "", "utimeout", "1000"), 1);
    assertThat(options).isEqualTo(TftpOptions.agree(Map.of(), 1));
  }

  @ParameterizedTest
  @CsvSource({"blksize, 100000, 65464", "windowsize, 1000, 64"})
  void value_thatIsTooLarge_isAnsweredWithLess(String name, String asked, String given) {
    assertThat(TftpOptions.agree(Map.of(name, asked), 1).acknowledged())
        .isEqualTo(Map.of(name, given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blksize=7", "blksize=-1", "blksize=", "blksize=1e3", "blksize=99999999999999999999",
        "windowsize=0", "windowsize=65536", "timeout=0", "timeout=256", "timeout= 5",
      })
  void value_thatIsNotAllowed_isLeftOut(String option) {
    String[] parts = option.split("=", 2);
    assertThat(TftpOptions.agree(Map.of(parts[0], parts[1]), 1).acknowledged()).isEmpty();
  }
}
