package org.demitasse.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4096, 4096",
    "0x1000, 4096",
    "0XaBc, 2748",
    "4K, 4096",
    "1M, 1048576",
    "3G, 3221225472",
    "0K, 0",
    "8589934591G, 9223372035781033984",
    "9223372036854775807, 9223372036854775807",
    "0x7fffffffffffffff, 9223372036854775807"
  })
  void parse_size_givesBytes(String text, long bytes) {
    assertThat(Size.parse(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "K",
        "12Q",
        "-1",
        "+1",
        "1.5M",
        "0x",
        "0x1K",
        "4k",
        "4KB",
        " 4K",
        "4K ",
        "٤",
        "8589934592G",
        "9223372036854775808",
        "0x8000000000000000",
        "0x10000000000000000"
      })
  void parse_otherText_isEmpty(String text) {
    assertThat(Size.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "4096, 4K",
    "4097, 4097",
    "1048576, 1M",
    "1536, 1536",
    "3221225472, 3G",
    "131072, 128K"
  })
  void format_bytes_isTheShortestExactForm(long bytes, String text) {
    assertThat(Size.format(bytes)).isEqualTo(text);
    assertThat(Size.parse(text)).hasValue(bytes);
  }

  @Test
  void hint_slips_arePutRight() {
    assertThat(Size.hint("64k")).isEqualTo("; did you mean \"64K\"?");
    assertThat(Size.hint("1 MiB")).isEqualTo("; did you mean \"1M\"?");
    assertThat(Size.hint("12Q")).isEmpty();
  }
}
