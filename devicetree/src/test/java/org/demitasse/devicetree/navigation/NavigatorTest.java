package org.demitasse.devicetree.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.Sources;
import org.junit.jupiter.api.Test;

class NavigatorTest {
  private static final Navigator BOARD =
      new Navigator(
          Sources.tree(
              """
              /memreserve/ 0x1000 0x2000;
              / {
                #address-cells = <2>; #size-cells = <1>;
                model = "a board"; compatible = "vendor,board";
                aliases { serial0 = &uart; soc = &soc; second = "serial0"; broken = "/nowhere"; };
                chosen { stdout-path = "serial0:115200n8"; };
                memory@0 { device_type = "memory"; reg = <0 0 0x1000>, <1 0 0x2000>, <2 0 0>; };
                memory@5 { device_type = "memory"; reg = <0 5 5>; status = "disabled"; };
                soc: soc@1000 {
                  #address-cells = <1>; #size-cells = <1>; ranges = <0 0 0x1000 0x1000>;
                  uart: serial@100 { compatible = "arm,pl011", "arm,primecell"; reg = <0x100 0x10>; };
                  serial@200 {
                    compatible = "arm,pl011"; status = "disabled"; reg = <0x200 0x10>;
                    phandle = <77>;
                  };
                  timer@300 { reg = <0x300 0x10>; };
                };
                off { status = "disabled"; inner { compatible = "vendor,inner"; }; };
                reserved-memory {
                  #address-cells = <2>; #size-cells = <1>; ranges;
                  secure@2000 { reg = <0 0x2000 0x100>, <0 0x3000 0x100>; no-map; };
                  pool { size = <0x4000>; alignment = <0x100>; reusable;
                         alloc-ranges = <0 0 0x8000>, <1 0 0x4000>; };
                  unused@9000 { reg = <0 0x9000 0x100>; status = "disabled"; };
                };
              };
              """));

  private static String path(String search) {
    return BOARD.find(search).map(Device::path).orElse("none");
  }

  @Test
  void find_takesPathsAndAliases_withOrWithoutUnitAddress() {
    assertThat(path("/")).isEqualTo("/");
    assertThat(path("/soc@1000/serial@100")).isEqualTo("/soc@1000/serial@100");
    assertThat(path("/soc/timer")).isEqualTo("/soc@1000/timer@300");
    assertThat(path("/soc/serial")).as("there are two").isEqualTo("none");
    assertThat(path("/soc/serial@1")).isEqualTo("none");
    assertThat(path("serial0")).isEqualTo("/soc@1000/serial@100");
    assertThat(path("soc/timer@300")).isEqualTo("/soc@1000/timer@300");
    assertThat(path("second")).as("an alias is no alias of another").isEqualTo("none");
    assertThat(path("broken")).isEqualTo("none");
    assertThat(path("absent")).isEqualTo("none");
  }

  @Test
  void byPhandle_findsTheNode() {
    assertThat(BOARD.byPhandle(77).orElseThrow().name()).isEqualTo("serial@200");
    assertThat(BOARD.byPhandle(78)).isEmpty();
  }

  @Test
  void compatible_findsWhatIsEnabled() {
    assertThat(BOARD.compatible("arm,pl011"))
        .extracting(Device::name)
        .containsExactly("serial@100");
    assertThat(BOARD.compatible("vendor,inner")).as("below what is disabled").isEmpty();
    assertThat(BOARD.model()).hasValue("a board");
    assertThat(BOARD.all()).hasSize(15);
  }

  @Test
  void console_isThatOfTheChosenPath() {
    Console console = BOARD.console().orElseThrow();
    assertThat(console.device().path()).isEqualTo("/soc@1000/serial@100");
    assertThat(console.options()).isEqualTo("115200n8");
    assertThat(console.device().registers().get(0).physical())
        .hasValue(new AddressRange(0x1100, 0x10));
    assertThat(new Navigator(Sources.tree("/ { };")).console()).isEmpty();
    assertThat(new Navigator(Sources.tree("/ { chosen { stdout-path = \"/x\"; }; };")).console())
        .isEmpty();
  }

  @Test
  void memory_isWhatIsEnabledAndNotEmpty() {
    assertThat(BOARD.memory())
        .containsExactly(new AddressRange(0, 0x1000), new AddressRange(0x1_0000_0000L, 0x2000));
  }

  @Test
  void reservedMemory_isFixedOrRequested() {
    assertThat(BOARD.reservedMemory())
        .containsExactly(
            new ReservedMemory.Fixed(
                "/memreserve/", new AddressRange(0x1000, 0x2000), false, false),
            new ReservedMemory.Fixed(
                "/reserved-memory/secure@2000", new AddressRange(0x2000, 0x100), true, false),
            new ReservedMemory.Fixed(
                "/reserved-memory/secure@2000", new AddressRange(0x3000, 0x100), true, false),
            new ReservedMemory.Requested(
                "/reserved-memory/pool",
                0x4000,
                0x100,
                List.of(new AddressRange(0, 0x8000), new AddressRange(0x1_0000_0000L, 0x4000)),
                false,
                true));
  }

  @Test
  void reservedMemory_thatMakesNoSense_isRefused() {
    assertThatThrownBy(
            () ->
                new Navigator(Sources.tree("/ { reserved-memory { a { }; }; };")).reservedMemory())
        .isInstanceOf(MalformedDeviceTreeException.class)
        .hasMessage("/reserved-memory/a has neither \"reg\" nor \"size\": what is reserved?");
    assertThatThrownBy(
            () ->
                new Navigator(Sources.tree("/ { reserved-memory { a { size = <1 2>; }; }; };"))
                    .reservedMemory())
        .hasMessage("/reserved-memory/a: \"size\" has more than the 1 cells of a size");
  }
}
