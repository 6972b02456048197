package org.demitasse.devicetree.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.navigation.Device;
import org.demitasse.devicetree.navigation.Navigator;
import org.jspecify.annotations.Nullable;

/**
 * Properties that are lists of phandles, each with as many cells behind it as the node says that it
 * leads to. Only those are known that all bindings of the name agree on.
 */
final class ReferenceCheck {
  /** Which property of the node that is referred to says how many cells follow. */
  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("clocks", "#clock-cells"),
          Map.entry("cooling-device", "#cooling-cells"),
          Map.entry("dmas", "#dma-cells"),
          Map.entry("hwlocks", "#hwlock-cells"),
          Map.entry("io-channels", "#io-channel-cells"),
          Map.entry("iommus", "#iommu-cells"),
          Map.entry("mboxes", "#mbox-cells"),
          Map.entry("mux-controls", "#mux-control-cells"),
          Map.entry("phys", "#phy-cells"),
          Map.entry("power-domains", "#power-domain-cells"),
          Map.entry("pwms", "#pwm-cells"),
          Map.entry("resets", "#reset-cells"),
          Map.entry("sound-dai", "#sound-dai-cells"),
          Map.entry("thermal-sensors", "#thermal-sensor-cells"));

  /** These are one phandle. */
  private static final List<String> SINGLES =
      List.of("remote-endpoint", "phy-handle", "interrupt-parent", "memory-region");

  private final List<String> warnings;
  private final Navigator navigator;

  ReferenceCheck(List<String> warnings, Navigator navigator) {
    this.warnings = warnings;
    this.navigator = navigator;
  }

  private void warn(Device device, DeviceTreeProperty property, String problem) {
    warnings.add(device.path() + ": \"" + property.name() + "\" " + problem);
  }

  void check(Device device) {
    for (DeviceTreeProperty each : device.node().properties()) {
      String cells = cellsOf(device, each.name());
      if (cells != null) {
        list(device, each, cells);
      } else if (SINGLES.contains(each.name()) && each.size() >= 4) {
        for (int i = 0; i < each.cellCount(); i++) {
          if (!isOpen(each.cell(i)) && navigator.byPhandle(each.cell(i)).isEmpty()) {
            nowhere(device, each, each.cell(i));
          }
        }
      }
    }
  }

  private static @Nullable String cellsOf(Device device, String name) {
    boolean gpio =
        name.equals("gpios")
            || name.equals("gpio")
            || ((name.endsWith("-gpios") || name.endsWith("-gpio"))
                && !name.endsWith("nr-gpios")
                && !name.endsWith(",nr-gpio"));
    // A hog is a child of the controller that it belongs to and needs no phandle of it.
    if (gpio && device.property("gpio-hog").isEmpty()) {
      return "#gpio-cells";
    }
    return LISTS.get(name);
  }

  private void list(Device device, DeviceTreeProperty property, String cellsName) {
    if (property.size() % 4 != 0) {
      warn(device, property, "has " + property.size() + " bytes, no whole number of cells");
      return;
    }
    int at = 0;
    while (at < property.cellCount()) {
      int phandle = property.cell(at);
      at++;
      if (isOpen(phandle)) {
        if (phandle == -1) {
          // How many cells follow is known only when the overlay is applied.
          return;
        }
        continue;
      }
      Optional<Device> target = navigator.byPhandle(phandle);
      if (target.isEmpty()) {
        nowhere(device, property, phandle);
        return;
      }
      Optional<DeviceTreeProperty> cells = target.get().property(cellsName);
      if (cells.isEmpty() || cells.get().size() != 4) {
        warn(
            device, property, "refers to " + target.get() + ", which has no \"" + cellsName + "\"");
        return;
      }
      int count = cells.get().cell(0);
      if (count < 0 || count > property.cellCount() - at) {
        warn(
            device,
            property,
            "ends within an entry: "
                + target.get()
                + " asks for "
                + Integer.toUnsignedString(count)
                + " cells, there are "
                + (property.cellCount() - at));
        return;
      }
      at += count;
    }
  }

  private void nowhere(Device device, DeviceTreeProperty property, int phandle) {
    warn(
        device,
        property,
        "refers to phandle 0x" + Integer.toHexString(phandle) + ", which no node has");
  }

  /** Whether an entry is left out or is put in when an overlay is applied. */
  private static boolean isOpen(int phandle) {
    return phandle == 0 || phandle == -1;
  }
}
