package org.demitasse.devicetree.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.navigation.Device;
import org.demitasse.devicetree.navigation.Navigator;

/**
 * Checks what a blob can say and a system cannot use: addresses that do not fit their bus,
 * references to nowhere, interrupts that do not arrive. The checks are those of {@code dtc} that
 * hold for all boards, and a few that need the whole tree.
 */
public final class DeviceTreeCheck {
  private static final List<String> TEXTS =
      List.of("compatible", "model", "device_type", "status", "bootargs", "stdout-path");

  private static final List<String> STATES = List.of("okay", "ok", "disabled", "reserved", "fail");

  private final Navigator navigator;
  private final List<String> warnings = new ArrayList<>();

  private DeviceTreeCheck(DeviceTree tree) {
    navigator = new Navigator(tree);
  }

  /** Returns what looks wrong, each with the path of the node in front; nothing if all is well. */
  public static List<String> check(DeviceTree tree) {
    DeviceTreeCheck check = new DeviceTreeCheck(tree);
    check.phandles();
    for (Device each : check.navigator.all()) {
      check.device(each);
    }
    check.aliases();
    check.chosen();
    check.guarded(check.navigator::reservedMemory);
    return check.warnings;
  }

  private void warn(Device device, String problem) {
    warnings.add(device.path() + ": " + problem);
  }

  /** Does something that throws when the tree makes no sense; what it says has the path. */
  private void guarded(Runnable reading) {
    try {
      reading.run();
    } catch (MalformedDeviceTreeException wrong) {
      warnings.add(wrong.getMessage());
    }
  }

  private void phandles() {
    Map<Integer, Device> owners = new HashMap<>();
    for (Device each : navigator.all()) {
      Optional<DeviceTreeProperty> property = each.property("phandle");
      if (property.isEmpty()) {
        continue;
      }
      if (property.get().size() != 4) {
        warn(each, "\"phandle\" has " + property.get().size() + " bytes; expected 4");
        continue;
      }
      int phandle = property.get().cell(0);
      if (phandle == 0 || phandle == -1) {
        warn(each, "0x" + Integer.toHexString(phandle) + " is not a valid phandle");
      }
      Device other = owners.putIfAbsent(phandle, each);
      if (other != null) {
        warn(each, "phandle 0x" + Integer.toHexString(phandle) + " is also that of " + other);
      }
    }
  }

  private void device(Device device) {
    if (isTable(device)) {
      return;
    }
    for (String each : TEXTS) {
      Optional<DeviceTreeProperty> property = device.property(each);
      if (property.isPresent() && !isText(property.get())) {
        warn(device, "\"" + each + "\" is not a string");
      }
    }
    status(device);
    siblings(device);
    new AddressCheck(warnings).check(device);
    new ReferenceCheck(warnings, navigator).check(device);
    interrupts(device);
  }

  /** Whether properties have the names of labels and aliases and say nothing of the node. */
  private static boolean isTable(Device device) {
    String path = device.path();
    return path.equals("/aliases") || path.startsWith("/__");
  }

  /** Whether a value is one string or more: printable, and ended by a zero byte. */
  private static boolean isText(DeviceTreeProperty property) {
    byte[] value = property.value();
    for (byte each : value) {
      if (each > 0 && each < ' ') {
        return false;
      }
    }
    return value.length > 0 && value[value.length - 1] == 0;
  }

  private void status(Device device) {
    String status = device.status();
    if (!STATES.contains(status) && !status.startsWith("fail-")) {
      warn(
          device,
          "status \"" + status + "\"; expected okay, disabled, reserved, fail or fail-<reason>");
    }
  }

  /** Two devices at one address of a bus. */
  private void siblings(Device device) {
    Map<String, Device> byUnitAddress = new HashMap<>();
    for (Device each : device.children()) {
      int at = each.name().indexOf('@');
      Device other = at < 0 ? null : byUnitAddress.putIfAbsent(each.name().substring(at + 1), each);
      if (other != null) {
        warn(each, "the unit address is also that of " + other);
      }
    }
  }

  private void interrupts(Device device) {
    boolean controller = device.property("interrupt-controller").isPresent();
    boolean nexus = device.property("interrupt-map").isPresent();
    boolean cells = device.property("#interrupt-cells").isPresent();
    if (controller && !cells) {
      warn(device, "an interrupt controller without \"#interrupt-cells\"");
    }
    if (nexus && !cells) {
      warn(device, "\"interrupt-map\" without \"#interrupt-cells\"");
    }
    if (cells && !controller && !nexus) {
      warn(device, "\"#interrupt-cells\" but neither an interrupt controller nor a map");
    }
    // What an overlay says is complete only when it is applied.
    if (!isInOverlay(device)) {
      guarded(device::interrupts);
    }
  }

  static boolean isInOverlay(Device device) {
    Optional<Device> at = Optional.of(device);
    while (at.isPresent()) {
      if (at.get().name().equals("__overlay__")) {
        return true;
      }
      at = at.get().parent();
    }
    return false;
  }

  private void aliases() {
    Optional<Device> aliases = navigator.root().child("aliases");
    if (aliases.isEmpty()) {
      return;
    }
    for (DeviceTreeProperty each : aliases.get().node().properties()) {
      if (each.name().equals("phandle")) {
        continue;
      }
      if (!isText(each) || each.strings().size() != 1) {
        warn(aliases.get(), "\"" + each.name() + "\" is not a path");
      } else if (navigator.alias(each.name()).isEmpty()) {
        warn(
            aliases.get(),
            "\"" + each.name() + "\" leads to " + each.strings().get(0) + ", which is no node");
      }
    }
  }

  private void chosen() {
    for (Device each : navigator.all()) {
      if (each.name().equals("chosen") && each.parent().isPresent()) {
        boolean top = each.parent().get().parent().isEmpty();
        if (!top && !isInOverlay(each)) {
          warn(each, "only the root has a node \"chosen\"");
        } else if (top && each.text("stdout-path").isPresent() && navigator.console().isEmpty()) {
          warn(
              each,
              "\"stdout-path\" is " + each.text("stdout-path").orElse("") + ", which is no node");
        }
      }
    }
  }
}
