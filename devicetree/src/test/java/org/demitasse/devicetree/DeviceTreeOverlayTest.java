package org.demitasse.devicetree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTreeOverlayTest {
  private static final String BASE =
      """
      / {
        #address-cells = <1>; #size-cells = <1>; uses = <&uart>;
        soc: soc {
          uart: serial@100 { reg = <0x100 1>; status = "disabled"; };
          i2c: i2c@200 { #address-cells = <1>; reg = <0x200 1>; old@1 { was = "here"; }; };
          gpio: gpio@300 { reg = <0x300 1>; phandle = <40>; };
        };
      };
      """;

  private static final String OVERLAY =
      """
      /plugin/;
      &i2c {
        status = "okay";
        sensor: sensor@48 { reg = <0x48>; irq = <&gpio 3 &gpio 4>; own = <&clock>, <&sensor>; };
        old@1 { was = "changed"; more; };
      };
      &uart { status = "okay"; };
      &{/} { clock: clock { rate = <1000>; }; };
      """;

  @TempDir Path folder;

  private static DeviceTree apply(String base, String overlay) {
    return DeviceTreeOverlay.apply(Sources.tree(base, true), Sources.tree(overlay, true));
  }

  private DeviceTree fdtoverlay(DeviceTree base, DeviceTree... overlays) throws Exception {
    List<String> line = new java.util.ArrayList<>();
    Path result = folder.resolve("result.dtb");
    Path file = folder.resolve("base.dtb");
    Files.write(file, FlattenedDeviceTree.write(base));
    line.addAll(List.of("fdtoverlay", "-i", file.toString(), "-o", result.toString()));
    for (int i = 0; i < overlays.length; i++) {
      Path overlay = folder.resolve(i + ".dtbo");
      Files.write(overlay, FlattenedDeviceTree.write(overlays[i]));
      line.add(overlay.toString());
    }
    new Tools(folder).run("device-tree-compiler", line);
    return FlattenedDeviceTree.read(Files.readAllBytes(result));
  }

  @Test
  void apply_mergesAsFdtoverlayDoes() throws Exception {
    DeviceTree base = Sources.tree(BASE, true);
    DeviceTree overlay = Sources.tree(OVERLAY, true);
    DeviceTree merged = DeviceTreeOverlay.apply(base, overlay);
    assertThat(DeviceTreeDifference.between(merged, fdtoverlay(base, overlay))).isEmpty();
    DeviceTreeNode sensor = merged.node("/soc/i2c@200/sensor@48").orElseThrow();
    assertThat(sensor.property("irq").orElseThrow())
        .isEqualTo(DeviceTreeProperty.ofCells("irq", 40, 3, 40, 4));
    assertThat(sensor.property("phandle").orElseThrow().cell(0)).isGreaterThan(40);
  }

  @Test
  void apply_twoOverlays_theSecondKnowsTheLabelsOfTheFirst() throws Exception {
    DeviceTree base = Sources.tree(BASE, true);
    DeviceTree first = Sources.tree(OVERLAY, true);
    DeviceTree second = Sources.tree("/plugin/; &sensor { late = <&clock &uart>; };", true);
    DeviceTree merged = DeviceTreeOverlay.apply(DeviceTreeOverlay.apply(base, first), second);
    assertThat(DeviceTreeDifference.between(merged, fdtoverlay(base, first, second))).isEmpty();
    assertThat(merged.node("/soc/i2c@200/sensor@48").orElseThrow().property("late")).isPresent();
  }

  private static void assertRefused(String base, String overlay, String message) {
    assertThatThrownBy(() -> apply(base, overlay))
        .isInstanceOf(MalformedDeviceTreeException.class)
        .hasMessage(message);
  }

  @Test
  void apply_whatDoesNotFit_isRefused() {
    assertRefused(
        BASE,
        "/plugin/; &nowhere { };",
        "the overlay refers to &nowhere; the base has no such label in __symbols__");
    assertThatThrownBy(
            () ->
                DeviceTreeOverlay.apply(
                    Sources.tree(BASE, false), Sources.tree("/plugin/; &soc { };")))
        .hasMessage("the overlay refers to &soc; the base has no labels: compile it with symbols");
    assertRefused(
        BASE,
        "/plugin/; &{/nowhere} { };",
        "the base has no node /nowhere, the target of fragment@0");
    assertRefused(BASE, "/ { };", "the overlay has no fragment with __overlay__");
    assertRefused(
        BASE,
        "/ { f { __overlay__ { }; }; };",
        "the fragment f has neither \"target\" nor \"target-path\"");
    assertRefused(
        BASE,
        "/ { f { target = <99>; __overlay__ { }; }; };",
        "the base has no node with phandle 0x63, the target of f");
    assertRefused(
        BASE,
        "/ { f { target-path = \"/\"; __overlay__ { phandle = <0xfffffffe>; }; }; };",
        "there are not enough phandles for base and overlay");
  }

  @Test
  void apply_damagedFixups_areRefused() {
    String fragment = "f { target-path = \"/\"; __overlay__ { }; };";
    for (String place :
        List.of("", "f", ":", "::", "/f:target-path", "/f:absent:0", "/x:target-path:0")) {
      assertRefused(
          BASE,
          "/ { " + fragment + "__fixups__ { soc = \"" + place + "\"; }; };",
          "__fixups__ of the overlay has &soc at \"" + place + "\", which is no place");
    }
  }

  @Test
  void apply_offsetsOutsideOfTheirProperty_areRefused() {
    String fragment = "f { target-path = \"/\"; value = <1>; __overlay__ { }; };";
    for (String offset : List.of("1", "-1", "", "x", "99999999999999999999")) {
      assertThatThrownBy(
              () ->
                  apply(
                      BASE,
                      "/ { " + fragment + "__fixups__ { soc = \"/f:value:" + offset + "\"; }; };"))
          .isInstanceOf(MalformedDeviceTreeException.class)
          .hasMessageEndingWith(" of /f:value:" + offset + ", which has 4 bytes");
    }
    assertRefused(
        BASE,
        "/ { " + fragment + "__local_fixups__ { f { value = <0xfffffffc>; }; }; };",
        "the overlay refers from offset -4 of /f/value, which has 4 bytes");
    assertRefused(
        BASE,
        "/ { " + fragment + "__local_fixups__ { f { absent = <0>; }; }; };",
        "__local_fixups__ of the overlay names /f/absent, which is not as it says");
    assertRefused(
        BASE,
        "/ { " + fragment + "__local_fixups__ { g { value = <0>; }; }; };",
        "__local_fixups__ of the overlay names /g, which is not there");
  }

  @Test
  void apply_nodesThatGetTooDeep_areRefused() {
    String deep = "n { ".repeat(40) + "}; ".repeat(40);
    String path = "/n".repeat(40);
    assertRefused(
        "/ { " + deep + "};",
        "/plugin/; &{" + path + "} { " + deep + "};",
        "with the overlay, nodes are nested deeper than 64 levels");
  }
}
