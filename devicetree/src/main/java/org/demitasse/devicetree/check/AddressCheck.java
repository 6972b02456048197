package org.demitasse.devicetree.check;

import java.util.List;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.navigation.Device;

/** Unit addresses, registers and ranges. */
final class AddressCheck {
  private final List<String> warnings;

  AddressCheck(List<String> warnings) {
    this.warnings = warnings;
  }

  private void warn(Device device, String problem) {
    warnings.add(device.path() + ": " + problem);
  }

  void check(Device device) {
    try {
      device.addressCells();
      device.sizeCells();
    } catch (MalformedDeviceTreeException wrong) {
      warnings.add(wrong.getMessage());
      return;
    }
    Optional<Device> parent = device.parent();
    if (parent.isEmpty()) {
      return;
    }
    try {
      unitAddress(device, parent.get());
      if (!parent.get().name().equals("__overlay__")) {
        registers(device, parent.get());
        ranges(device, parent.get(), "ranges");
        ranges(device, parent.get(), "dma-ranges");
      }
    } catch (MalformedDeviceTreeException wrong) {
      // Of a node above, which is reported there.
      if (wrong.getMessage().startsWith(device.path() + ":")) {
        warnings.add(wrong.getMessage());
      }
    }
  }

  private void unitAddress(Device device, Device parent) {
    int at = device.name().indexOf('@');
    boolean addressed = device.property("reg").isPresent() || hasRanges(device);
    if (device.child("__overlay__").isPresent()) {
      // A fragment of an overlay: its number is no address.
      return;
    }
    if (at < 0) {
      if (addressed) {
        warn(device, "\"reg\" or \"ranges\" but no unit address");
      }
      return;
    }
    String unit = device.name().substring(at + 1);
    if (!addressed) {
      warn(device, "a unit address but neither \"reg\" nor \"ranges\"");
    }
    if (unit.startsWith("0x")) {
      warn(device, "the unit address has a leading 0x");
    } else if (unit.length() > 1 && unit.charAt(0) == '0' && isHexadecimal(unit.charAt(1))) {
      warn(device, "the unit address has leading zeros");
    }
    boolean plain = parent.parent().isEmpty() || parent.compatible().contains("simple-bus");
    if (plain && !unit.startsWith("0x") && device.property("reg").isPresent()) {
      registerAt(device, parent, unit);
    }
  }

  /** On a bus of plain addresses the unit address is that of the first register. */
  private void registerAt(Device device, Device parent, String unit) {
    DeviceTreeProperty reg = device.property("reg").orElseThrow();
    int cells = parent.addressCells();
    if (cells < 1 || cells > 2 || reg.cellCount() < cells) {
      return;
    }
    long address = reg.cell(0) & 0xFFFF_FFFFL;
    if (cells == 2) {
      address = address << 32 | (reg.cell(1) & 0xFFFF_FFFFL);
    }
    String expected = Long.toHexString(address);
    String stripped = unit;
    while (stripped.length() > 1 && stripped.charAt(0) == '0') {
      stripped = stripped.substring(1);
    }
    if (!stripped.equals(expected)) {
      warn(device, "the first register is at " + expected + ", the unit address is " + unit);
    }
  }

  private static boolean isHexadecimal(char character) {
    return Character.digit(character, 16) >= 0;
  }

  private static boolean hasRanges(Device device) {
    Optional<DeviceTreeProperty> ranges = device.property("ranges");
    return ranges.isPresent() && ranges.get().size() > 0;
  }

  private void registers(Device device, Device parent) {
    Optional<DeviceTreeProperty> reg = device.property("reg");
    if (reg.isEmpty()) {
      return;
    }
    if (parent.property("#address-cells").isEmpty() || parent.property("#size-cells").isEmpty()) {
      warn(
          device,
          "\"reg\", but "
              + parent.path()
              + " does not say how many cells an address and a size have");
    }
    if (reg.get().size() == 0) {
      warn(device, "\"reg\" is empty");
    }
    device.registers();
  }

  private void ranges(Device device, Device parent, String name) {
    Optional<DeviceTreeProperty> ranges = device.property(name);
    if (ranges.isEmpty()) {
      return;
    }
    int own = device.addressCells();
    int above = parent.addressCells();
    int size = device.sizeCells();
    int bytes = ranges.get().size();
    if (bytes == 0) {
      if (own != above || size != parent.sizeCells()) {
        warn(
            device,
            "\""
                + name
                + "\" is empty, but cells are "
                + own
                + " and "
                + size
                + " here, "
                + above
                + " and "
                + parent.sizeCells()
                + " above");
      }
    } else if (own + above + size == 0 || bytes % (4 * (own + above + size)) != 0) {
      warn(
          device,
          "\""
              + name
              + "\" has "
              + bytes
              + " bytes, no multiple of "
              + own
              + " + "
              + above
              + " + "
              + size
              + " cells");
    }
  }
}
