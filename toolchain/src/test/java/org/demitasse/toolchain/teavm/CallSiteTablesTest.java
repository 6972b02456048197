package org.demitasse.toolchain.teavm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CallSiteTablesTest {
  private static final String GENERATED =
      """
      #include "strings.h"

      static TeaVM_CallSiteLocation callSiteLocations_teavm_callSites[3] = {
          { .method = methodLocations_teavm_callSites + 0, .lineNumber = -1, .next = NULL },
          { .method = methodLocations_teavm_callSites + 7, .lineNumber = 62, .next = callSiteLocations_teavm_callSites + 0 },
          { .method = NULL, .lineNumber = 3, .next = callSiteLocations_teavm_callSites + 1 }
      };

      TeaVM_CallSite teavm_callSites[2] = {
          { .firstHandler = NULL, .location = callSiteLocations_teavm_callSites + 2 },
          { .firstHandler = NULL, .location = NULL }
      };
      """;

  private static String pack(String text) {
    return new String(
        CallSiteTables.pack(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Test
  void tables_becomeNumbers() {
    assertThat(pack(GENERATED))
        .startsWith("#include \"strings.h\"")
        .contains("DEMITASSE_CALL_SITE_NUMBER uint16_t", "DEMITASSE_CALL_SITE_DEPTH 3")
        .contains("    { 1, 0, 0 },\n    { 8, 62, 1 },\n    { 0, 3, 2 },\n")
        .contains("    { 3 },\n    { 0 },\n")
        .contains("demitasse_findCallSite")
        .doesNotContain("teavm_callSites[2]");
  }

  @Test
  void largeNumbers_takeMoreRoom() {
    assertThat(pack(GENERATED.replace("= 62", "= 70000"))).contains("NUMBER uint32_t");
  }

  @Test
  void anotherForm_isRefused() {
    assertThatThrownBy(() -> pack(GENERATED.replace(".lineNumber = 62", ".line = 62")))
        .isInstanceOf(CorrectionException.class)
        .hasMessageContaining("a row of another form");
    assertThatThrownBy(() -> pack("int x;")).isInstanceOf(CorrectionException.class);
    assertThatThrownBy(() -> pack(GENERATED.replace("Sites + 0 }", "Sites + 1 }")))
        .hasMessageContaining("without an end");
  }
}
