package org.demitasse.devicetree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceTreeDifferenceTest {
  private static List<String> between(String first, String second) {
    return DeviceTreeDifference.between(Sources.tree(first), Sources.tree(second));
  }

  @Test
  void between_equalTrees_isNothing_whateverTheOrder() {
    assertThat(between("/ { a; b; x { }; y { }; };", "/ { b; a; y { }; x { }; };")).isEmpty();
  }

  @Test
  void between_treesThatDiffer_namesEachNodeAndProperty() {
    assertThat(
            between(
                "/memreserve/ 1 2; / { a = <1>; b; cpus { cpu { reg = <0>; }; }; x { old { p; }; }; };",
                "/memreserve/ 1 3; / { a = \"one\"; c; cpus { cpu { reg = <7>; }; }; x { new; }; y { q; }; };"))
        .containsExactly(
            "- /memreserve/ 0x1 0x2;",
            "+ /memreserve/ 0x1 0x3;",
            "- boot processor 0",
            "+ boot processor 7",
            "- /: a = <0x1>;",
            "+ /: a = \"one\";",
            "- /: b;",
            "+ /: c;",
            "- /cpus/cpu: reg = <0x0>;",
            "+ /cpus/cpu: reg = <0x7>;",
            "+ /x: new;",
            "- /x/old { }",
            "- /x/old: p;",
            "+ /y { }",
            "+ /y: q;");
  }
}
