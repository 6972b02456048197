package org.demitasse.devicetree.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.Sources;
import org.junit.jupiter.api.Test;

class InterruptsTest {
  private static final String CONTROLLERS =
      """
      gic: gic { interrupt-controller; #interrupt-cells = <3>; };
      other: other { interrupt-controller; #interrupt-cells = <1>; };
      """;

  private static Device device(String source, String path) {
    return new Navigator(Sources.tree(source)).find(path).orElseThrow();
  }

  private static String interrupts(String source, String path) {
    return device(source, path).interrupts().toString();
  }

  @Test
  void interruptParent_isInherited() {
    String source =
        "/ { interrupt-parent = <&gic>; "
            + CONTROLLERS
            + "soc { bus { d { interrupts = <0 1 4>, <1 2 8>; }; }; }; };";
    assertThat(interrupts(source, "/soc/bus/d"))
        .isEqualTo("[/gic <0x0 0x1 0x4>, /gic <0x1 0x2 0x8>]");
  }

  @Test
  void interruptParent_ofTheDeviceItself_counts() {
    String source =
        "/ { interrupt-parent = <&gic>; "
            + CONTROLLERS
            + "d { interrupt-parent = <&other>; interrupts = <7 8>; }; };";
    assertThat(interrupts(source, "/d")).isEqualTo("[/other <0x7>, /other <0x8>]");
  }

  @Test
  void interruptParent_missing_isTheNodeAbove() {
    String source =
        "/ { chip { interrupt-controller; #interrupt-cells = <1>; d { interrupts = <3>; }; }; };";
    assertThat(interrupts(source, "/chip/d")).isEqualTo("[/chip <0x3>]");
  }

  @Test
  void interruptsExtended_nameTheirControllers_andCountBeforeInterrupts() {
    String source =
        "/ { interrupt-parent = <&gic>; "
            + CONTROLLERS
            + "d { interrupts-extended = <&other 5>, <&gic 0 1 4>, <0>, <&other 6>;"
            + " interrupts = <9 9 9>; }; };";
    assertThat(interrupts(source, "/d"))
        .isEqualTo("[/other <0x5>, /gic <0x0 0x1 0x4>, /other <0x6>]");
  }

  @Test
  void interruptMap_isMatchedUnderItsMask_andPassesOn() {
    String source =
        """
        / {
          #address-cells = <2>; #size-cells = <2>; interrupt-parent = <&gic>;
          gic: gic {
            interrupt-controller; #interrupt-cells = <3>; #address-cells = <2>;
          };
          pcie {
            #address-cells = <3>; #size-cells = <2>; #interrupt-cells = <1>;
            interrupt-map-mask = <0x1800 0 0 7>;
            interrupt-map = <0 0 0 1 &gic 0 0 0 3 4>, <0 0 0 2 &gic 0 0 0 4 4>,
                            <0x800 0 0 1 &gic 0 0 0 5 4>, <0x800 0 0 2 &gic 0 0 0 6 4>;
            first@0 { reg = <0 0 0 0 0>; interrupts = <1>, <2>; };
            second@1,0 { reg = <0x800 0 0 0 0>; interrupts = <1>; };
            fifth@4,3 { reg = <0x2300 0 0 0 0>; interrupts = <2>; };
            none@0 { reg = <0x1000 0 0 0 0>; interrupts = <1>; };
            bridge@0 { reg = <0x800 0 0 0 0>; deep { interrupts = <2>; }; };
          };
        };
        """;
    assertThat(interrupts(source, "/pcie/first"))
        .isEqualTo("[/gic <0x0 0x3 0x4>, /gic <0x0 0x4 0x4>]");
    assertThat(interrupts(source, "/pcie/second")).isEqualTo("[/gic <0x0 0x5 0x4>]");
    assertThat(interrupts(source, "/pcie/fifth")).isEqualTo("[/gic <0x0 0x4 0x4>]");
    Device none = device(source, "/pcie/none");
    assertThatThrownBy(none::interrupts)
        .hasMessage("/pcie/none@0: no entry of \"interrupt-map\" of /pcie is for it");
  }

  @Test
  void interruptMap_withoutMask_comparesAll_andLeadsToAnotherMap() {
    String source =
        """
        / {
          gic: gic { interrupt-controller; #interrupt-cells = <3>; };
          inner: inner {
            #address-cells = <0>; #interrupt-cells = <2>;
            interrupt-map = <1 8 &outer 4>, <2 8 &outer 5>;
          };
          outer: outer {
            #address-cells = <0>; #interrupt-cells = <1>; interrupt-map-mask = <0xf>;
            interrupt-map = <4 &gic 0 40 4>, <5 &gic 0 50 4>;
          };
          d { interrupts-extended = <&inner 2 8>; };
        };
        """;
    assertThat(interrupts(source, "/d")).isEqualTo("[/gic <0x0 0x32 0x4>]");
  }

  @Test
  void nexusWithoutMap_passesOnUnchanged() {
    String source =
        "/ { interrupt-parent = <&gic>; "
            + CONTROLLERS
            + "mux: mux { #interrupt-cells = <3>; };"
            + "d { interrupt-parent = <&mux>; interrupts = <0 1 4>; }; };";
    assertThat(interrupts(source, "/d")).isEqualTo("[/gic <0x0 0x1 0x4>]");
  }

  private static void assertRefused(String source, String message) {
    Device device = device(source, "/d");
    assertThatThrownBy(device::interrupts)
        .isInstanceOf(MalformedDeviceTreeException.class)
        .hasMessage(message);
  }

  @Test
  void circles_areRefused() {
    assertRefused(
        "/ { a: a { interrupt-parent = <&b>; }; b: b { interrupt-parent = <&a>; };"
            + " d { interrupt-parent = <&a>; interrupts = <1>; }; };",
        "/d: its interrupt parents go in a circle, or on for more than 128 steps");
    assertRefused(
        "/ { a: a { interrupt-parent = <&a>; };"
            + " d { interrupt-parent = <&a>; interrupts = <1>; }; };",
        "/d: its interrupt parents go in a circle, or on for more than 128 steps");
    assertRefused(
        "/ { a: a { #interrupt-cells = <1>; interrupt-parent = <&b>; };"
            + " b: b { #interrupt-cells = <1>; interrupt-parent = <&a>; };"
            + " d { interrupt-parent = <&a>; interrupts = <1>; }; };",
        "/d: an interrupt does not arrive at a controller after 8 levels");
    assertRefused(
        "/ { a: a { #address-cells = <0>; #interrupt-cells = <1>; interrupt-map = <1 &a 1>; };"
            + " d { interrupts-extended = <&a 1>; }; };",
        "/d: an interrupt does not arrive at a controller after 8 levels");
  }

  @Test
  void whatMakesNoSense_isRefused() {
    assertRefused("/ { d { interrupts = <1>; }; };", "/d has no interrupt parent");
    assertRefused(
        "/ { d { interrupt-parent = <9>; interrupts = <1>; }; };",
        "/d: \"interrupt-parent\" names phandle 0x9, which no node has");
    assertRefused(
        "/ { " + CONTROLLERS + "d { interrupt-parent = <&gic>; interrupts = <1>; }; };",
        "/d: \"interrupts\" has 1 cells, no multiple of the 3 of an entry");
    assertRefused(
        "/ { " + CONTROLLERS + "d { interrupts-extended = <&gic 1>; }; };",
        "/d: \"interrupts-extended\" ends within an entry, after 2 cells");
    assertRefused(
        "/ { a: a { interrupt-controller; #interrupt-cells = <0>; };"
            + " d { interrupt-parent = <&a>; interrupts = <1>; }; };",
        "/a: \"#interrupt-cells\" is 0; expected 1 to 16");
    assertRefused(
        "/ { a: a { #interrupt-cells = <1>; }; d { interrupts-extended = <&a 1>; }; };",
        "/a takes interrupts of /d but is no controller and has no interrupt parent");
    assertRefused(
        "/ { a: a { #address-cells = <0>; #interrupt-cells = <1>; interrupt-map = <2 &a>; };"
            + " d { interrupts-extended = <&a 1>; }; };",
        "/a: \"interrupt-map\" ends within an entry, after 2 cells");
    assertRefused(
        "/ { interrupt-parent = <&gic>; "
            + CONTROLLERS
            + " a: a { #interrupt-cells = <1>; };"
            + " d { interrupts-extended = <&a 1>; }; };",
        "/a passes interrupts on that have another number of cells");
  }

  @Test
  void interrupts_ofManyDevicesThroughLargeMaps_areEachFoundAtOnce() {
    StringBuilder source = new StringBuilder("/ {");
    for (int level = 0; level < 7; level++) {
      String next = "&m" + (level + 1);
      source
          .append("m" + level + ": m" + level)
          .append(" { #address-cells = <0>; #interrupt-cells = <1>; interrupt-map = <")
          .append(("2 " + next + " 3 ").repeat(1023))
          .append("1 " + next + " 1>; };");
    }
    source.append("m7: m7 { interrupt-controller; #interrupt-cells = <1>; };");
    for (int device = 0; device < 100; device++) {
      source
          .append("d" + device + " { interrupt-parent = <&m0>; interrupts = <")
          .append("1 ".repeat(1024))
          .append(">; };");
    }
    Navigator navigator = new Navigator(Sources.tree(source + "};"));
    for (Device each : navigator.root().children()) {
      if (each.name().startsWith("d")) {
        assertThat(each.interrupts())
            .hasSize(1024)
            .allMatch(i -> i.controller().name().equals("m7"));
      }
    }
    assertRefused(
        "/ { m: m { #address-cells = <0>; #interrupt-cells = <1>; interrupt-map = <"
            + "1 &m 1 ".repeat(1025)
            + ">; }; d { interrupts-extended = <&m 1>; }; };",
        "/m: \"interrupt-map\" has more than 1024 entries");
    assertRefused(
        "/ { m: m { interrupt-controller; #interrupt-cells = <1>; d { interrupts = <"
            + "1 ".repeat(1025)
            + ">; }; }; d { interrupts-extended = <"
            + "&m 1 ".repeat(1025)
            + ">; }; };",
        "/d: \"interrupts-extended\" has more than 1024 entries");
  }
}
