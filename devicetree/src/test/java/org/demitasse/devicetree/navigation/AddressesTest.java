package org.demitasse.devicetree.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.Sources;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static Device device(String source, String path) {
    return new Navigator(Sources.tree(source)).find(path).orElseThrow();
  }

  private static Optional<AddressRange> physical(String source, String path) {
    return device(source, path).registers().get(0).physical();
  }

  private static Optional<AddressRange> range(long address, long size) {
    return Optional.of(new AddressRange(address, size));
  }

  @Test
  void registers_ofAChildOfTheRoot_areThoseOfTheProcessor() {
    Device device =
        device(
            "/ { #address-cells = <2>; #size-cells = <1>; d@1 { reg = <1 2 3>, <4 5 6>; }; };",
            "/d@1");
    assertThat(device.registers())
        .containsExactly(
            new Register(new AddressRange(0x1_0000_0002L, 3), range(0x1_0000_0002L, 3)),
            new Register(new AddressRange(0x4_0000_0005L, 6), range(0x4_0000_0005L, 6)));
  }

  @Test
  void registers_withoutCells_areReadWithTheDefaults() {
    assertThat(physical("/ { d { reg = <0 0x1000 0x10>; }; };", "/d"))
        .isEqualTo(range(0x1000, 0x10));
  }

  @Test
  void registers_areTranslatedThroughEveryBus() {
    String source =
        """
        / {
          #address-cells = <2>; #size-cells = <2>;
          soc {
            #address-cells = <1>; #size-cells = <1>;
            ranges = <0x7e000000 0 0x3f000000 0x1000000>, <0x40000000 0 0x40000000 0x1000>;
            bus {
              #address-cells = <1>; #size-cells = <1>;
              ranges = <0 0x7e200000 0x10000>;
              serial@1000 { reg = <0x1000 0x200>, <0xff00 0x200>, <0x10000 1>; };
            };
            local@40000000 { reg = <0x40000000 0x100>; };
          };
        };
        """;
    List<Register> serial = device(source, "/soc/bus/serial").registers();
    assertThat(serial.get(0).physical()).isEqualTo(range(0x3f20_1000, 0x200));
    assertThat(serial.get(1).physical()).as("goes beyond the end of the range").isEmpty();
    assertThat(serial.get(2).physical()).as("begins behind the range").isEmpty();
    assertThat(serial.get(2).onBus()).isEqualTo(new AddressRange(0x10000, 1));
    assertThat(physical(source, "/soc/local")).isEqualTo(range(0x4000_0000, 0x100));
  }

  @Test
  void ranges_missing_cannotBeTranslated_empty_areTheSame() {
    String source =
        """
        / {
          #address-cells = <1>; #size-cells = <1>;
          closed { #address-cells = <1>; #size-cells = <0>; d@5 { reg = <5>; }; };
          open { #address-cells = <1>; #size-cells = <1>; ranges; d@5 { reg = <5 1>; }; };
          wider { #address-cells = <2>; #size-cells = <2>; ranges; d@5 { reg = <0 5 0 1>; }; };
        };
        """;
    assertThat(physical(source, "/closed/d")).isEmpty();
    assertThat(device(source, "/closed/d").registers().get(0).onBus())
        .isEqualTo(new AddressRange(5, 0));
    assertThat(physical(source, "/open/d")).isEqualTo(range(5, 1));
    assertThat(physical(source, "/wider/d")).isEqualTo(range(5, 1));
  }

  @Test
  void ranges_ofPci_areTakenBySpace() {
    String source =
        """
        / {
          #address-cells = <2>; #size-cells = <2>;
          pcie {
            device_type = "pci"; #address-cells = <3>; #size-cells = <2>;
            ranges = <0x1000000 0 0 0 0x3eff0000 0 0x10000>,
                     <0x2000000 0 0x10000000 0 0x10000000 0 0x2eff0000>,
                     <0x3000000 0x80 0 0x80 0 0x80 0>;
            io@0 { reg = <0x81000010 0 0x100 0 8>; };
            memory@0 { reg = <0x82000010 0 0x10001000 0 0x1000>; };
            large@0 { reg = <0xc3000010 0x81 0 0 0x1000>; };
            configuration@0 { reg = <0x800 0 0 0 0>; };
          };
        };
        """;
    assertThat(physical(source, "/pcie/io")).isEqualTo(range(0x3eff_0100, 8));
    assertThat(physical(source, "/pcie/memory")).isEqualTo(range(0x1000_1000, 0x1000));
    assertThat(physical(source, "/pcie/large")).isEqualTo(range(0x81_0000_0000L, 0x1000));
    assertThat(physical(source, "/pcie/configuration")).isEmpty();
  }

  @Test
  void ranges_atTheEndsOfTheAddresses_doNotWrapRound() {
    String source =
        """
        / {
          #address-cells = <2>; #size-cells = <2>;
          bus {
            #address-cells = <2>; #size-cells = <2>;
            ranges = <0xffffffff 0xfffff000 0 0x1000 0 0x1000>;
            last@0 { reg = <0xffffffff 0xfffffff0 0 0x10>; };
            beyond@0 { reg = <0xffffffff 0xfffffff0 0 0x11>; };
            below@0 { reg = <0 0 0 1>; };
            giant@0 { reg = <0xffffffff 0xfffff000 0xffffffff 0xffffffff>; };
          };
        };
        """;
    assertThat(physical(source, "/bus/last")).isEqualTo(range(0x1ff0, 0x10));
    assertThat(physical(source, "/bus/beyond")).isEmpty();
    assertThat(physical(source, "/bus/below")).isEmpty();
    assertThat(physical(source, "/bus/giant")).isEmpty();
  }

  @Test
  void dmaRanges_sayWhereADeviceFindsMemory() {
    String source =
        """
        / {
          #address-cells = <1>; #size-cells = <1>;
          soc {
            #address-cells = <1>; #size-cells = <1>;
            ranges; dma-ranges = <0xc0000000 0 0x3f000000>;
            d@0 { reg = <0 1>; };
          };
          none { #address-cells = <1>; #size-cells = <1>; ranges; d@0 { reg = <0 1>; }; };
        };
        """;
    AddressRange buffer = new AddressRange(0xC000_1000L, 0x100);
    assertThat(device(source, "/soc/d").memoryOf(buffer)).isEqualTo(range(0x1000, 0x100));
    assertThat(device(source, "/none/d").memoryOf(buffer)).isEmpty();
    assertThat(device(source, "/none").memoryOf(buffer)).isEqualTo(Optional.of(buffer));
  }

  @Test
  void register_byName_isThatOfItsIndex() {
    Device device =
        device(
            "/ { #address-cells = <1>; #size-cells = <1>;"
                + " d@1 { reg = <1 2>, <3 4>; reg-names = \"one\", \"two\", \"three\"; }; };",
            "/d");
    assertThat(device.register("two").orElseThrow().onBus()).isEqualTo(new AddressRange(3, 4));
    assertThat(device.register("three")).isEmpty();
    assertThat(device.register("four")).isEmpty();
  }

  private static void assertRefused(String source, String path, String message) {
    Device device = device(source, path);
    assertThatThrownBy(device::registers)
        .isInstanceOf(MalformedDeviceTreeException.class)
        .hasMessage(message);
  }

  @Test
  void registers_thatMakeNoSense_areRefused() {
    assertRefused(
        "/ { d@1 { reg = <1 2>; }; };",
        "/d",
        "/d@1: \"reg\" has 2 cells, no multiple of the 3 of an entry");
    assertRefused(
        "/ { d@1 { reg = [01 02]; }; };",
        "/d",
        "/d@1: \"reg\" has 2 bytes, no whole number of cells");
    assertRefused(
        "/ { #address-cells = <0xffffffff>; d@1 { reg = <1>; }; };",
        "/d",
        "/: \"#address-cells\" is 4294967295; expected 0 to 8");
    assertRefused(
        "/ { #size-cells = \"1\"; d@1 { reg = <1>; }; };",
        "/d",
        "/: \"#size-cells\" has 2 bytes; expected 4");
    assertRefused(
        "/ { #address-cells = <0>; #size-cells = <0>; d@1 { reg = <1>; }; };",
        "/d",
        "/d@1: \"reg\" has 1 cells, no multiple of the 0 of an entry");
    assertRefused(
        "/ { bus { ranges = <1 2>; d@1 { reg = <0 1 1>; }; }; };",
        "/bus/d",
        "/bus: \"ranges\" has 2 cells, no multiple of the 5 of an entry");
  }

  @Test
  void registers_tooMany_areRefused() {
    assertRefused(
        "/ { #address-cells = <1>; #size-cells = <0>; d@1 { reg = <"
            + "1 ".repeat(257)
            + ">; }; };",
        "/d",
        "/d@1: \"reg\" has more than 256 entries");
  }
}
