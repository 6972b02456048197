package org.demitasse.devicetree.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demitasse.devicetree.Sources;
import org.junit.jupiter.api.Test;

class DeviceTreeCheckTest {
  private static final String CELLS = "#address-cells = <1>; #size-cells = <1>; ";

  private static List<String> check(String body) {
    return DeviceTreeCheck.check(Sources.tree("/ { " + CELLS + body + " };"));
  }

  @Test
  void check_soundTree_findsNothing() {
    assertThat(
            check(
                """
                interrupt-parent = <&gic>; model = "board"; compatible = "a", "b";
                aliases { serial0 = &uart; };
                chosen { stdout-path = "serial0:9600"; bootargs = ""; };
                gic: gic@0 { reg = <0 1>; interrupt-controller; #interrupt-cells = <1>; };
                clk: clock { #clock-cells = <1>; };
                gpio: gpio { #gpio-cells = <2>; hog { gpio-hog; gpios = <3 4>; }; };
                bus@1000 {
                  #address-cells = <1>; #size-cells = <1>; ranges = <0 0x1000 0x1000>;
                  compatible = "simple-bus";
                  uart: serial@10 {
                    reg = <0x10 4>; interrupts = <7>; clocks = <&clk 1>, <0>, <&clk 2>;
                    reset-gpios = <&gpio 1 2>; status = "fail-sss";
                  };
                };
                reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;
                  pool { size = <16>; }; };
                """))
        .isEmpty();
  }

  @Test
  void check_unitAddresses() {
    assertThat(
            check(
                """
                a { reg = <1 1>; };
                b@1 { };
                c@0x2 { reg = <2 1>; };
                d@03 { reg = <3 1>; };
                e@4 { reg = <5 1>; };
                f@6 { reg = <6 1>; };
                g@6 { reg = <6 1>; };
                h { ranges = <0 0 0 1>; };
                i@0 { reg = <0 1>; };
                """))
        .containsExactly(
            "/g@6: the unit address is also that of /f@6",
            "/a: \"reg\" or \"ranges\" but no unit address",
            "/b@1: a unit address but neither \"reg\" nor \"ranges\"",
            "/c@0x2: the unit address has a leading 0x",
            "/d@03: the unit address has leading zeros",
            "/e@4: the first register is at 5, the unit address is 4",
            "/h: \"reg\" or \"ranges\" but no unit address");
  }

  @Test
  void check_registersAndRanges() {
    assertThat(
            check(
                """
                a@1 { reg = <1>; };
                b@2 { reg = <2 1>; c@3 { reg = <0 3 1>; }; };
                d@4 { #address-cells = <1>; #size-cells = <1>; ranges = <0 4>; };
                e { #address-cells = <2>; #size-cells = <2>; ranges; };
                f { #address-cells = <9>; };
                g@7 { reg; };
                """))
        .containsExactly(
            "/a@1: \"reg\" has 1 cells, no multiple of the 2 of an entry",
            "/b@2/c@3: \"reg\", but /b@2 does not say how many cells an address and a size have",
            "/d@4: \"ranges\" has 8 bytes, no multiple of 1 + 1 + 1 cells",
            "/e: \"ranges\" is empty, but cells are 2 and 2 here, 1 and 1 above",
            "/f: \"#address-cells\" is 9; expected 0 to 8",
            "/g@7: \"reg\" is empty");
  }

  @Test
  void check_references() {
    assertThat(
            check(
                """
                clk: clock { #clock-cells = <1>; };
                plain: plain { };
                a { clocks = <99 1>; };
                b { clocks = <&clk>; };
                c { clocks = <&plain>; };
                d { led-gpios = [01 02]; };
                e { remote-endpoint = <98>; };
                f { phandle = <5>; };
                g { linux,phandle = <6>; phandle = <6>; };
                """))
        .containsExactly(
            "/a: \"clocks\" refers to phandle 0x63, which no node has",
            "/b: \"clocks\" ends within an entry: /clock asks for 1 cells, there are 0",
            "/c: \"clocks\" refers to /plain, which has no \"#clock-cells\"",
            "/d: \"led-gpios\" has 2 bytes, no whole number of cells",
            "/e: \"remote-endpoint\" refers to phandle 0x62, which no node has");
  }

  @Test
  void check_interrupts() {
    assertThat(
            check(
                """
                a { interrupts = <1>; };
                b { interrupt-controller; };
                c { #interrupt-cells = <1>; };
                d: d { interrupt-controller; #interrupt-cells = <2>; };
                e { interrupt-parent = <&d>; interrupts = <1>; };
                f { interrupts-extended = <97 1>; };
                g { interrupt-map; };
                """))
        .containsExactly(
            "/a has no interrupt parent",
            "/b: an interrupt controller without \"#interrupt-cells\"",
            "/c: \"#interrupt-cells\" but neither an interrupt controller nor a map",
            "/e: \"interrupts\" has 1 cells, no multiple of the 2 of an entry",
            "/f: \"interrupts-extended\" names phandle 0x61, which no node has",
            "/g: \"interrupt-map\" without \"#interrupt-cells\"");
  }

  @Test
  void check_textsAndPaths() {
    assertThat(
            check(
                """
                model = <1>; compatible = [61];
                aliases { a = "/nowhere"; b = <1>; };
                chosen { stdout-path = "/nowhere:9600"; };
                d { status = "off"; chosen { }; };
                reserved-memory { e { }; };
                """))
        .containsExactly(
            "/: \"compatible\" is not a string",
            "/: \"model\" is not a string",
            "/d: status \"off\"; expected okay, disabled, reserved, fail or fail-<reason>",
            "/aliases: \"a\" leads to /nowhere, which is no node",
            "/aliases: \"b\" is not a path",
            "/chosen: \"stdout-path\" is /nowhere:9600, which is no node",
            "/d/chosen: only the root has a node \"chosen\"",
            "/reserved-memory/e has neither \"reg\" nor \"size\": what is reserved?");
  }

  @Test
  void check_overlay_waitsForWhatTheBaseHas() {
    assertThat(
            DeviceTreeCheck.check(
                Sources.tree(
                    "/plugin/; &i2c { s@48 { reg = <0x48>; clocks = <&clk 1>; interrupts = <1>;"
                        + " remote-endpoint = <&far>; }; };",
                    true)))
        .isEmpty();
  }
}
