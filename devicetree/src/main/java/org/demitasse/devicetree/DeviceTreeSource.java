package org.demitasse.devicetree;

/**
 * Writes a tree as text, in the source format of the Devicetree Specification v0.4, chapter 6, so
 * that {@code dtc} makes the same blob of it again. A blob does not say of what type a value is; it
 * is guessed: strings if all bytes are printable and zero bytes end them and are not the majority,
 * else 32-bit numbers if the size allows, else bytes.
 */
public final class DeviceTreeSource {
  private final StringBuilder text = new StringBuilder();

  private DeviceTreeSource() {}

  /** Returns the text, lines separated by a line feed. */
  public static String print(DeviceTree tree) {
    DeviceTreeSource source = new DeviceTreeSource();
    source.text.append("/dts-v1/;\n\n");
    for (DeviceTree.MemoryReservation each : tree.reservations()) {
      source.text.append(text(each)).append('\n');
    }
    source.node(tree.root(), "");
    return source.text.toString();
  }

  /** Returns the statement that makes the property, such as {@code reg = <0x0 0x1000>;}. */
  public static String text(DeviceTreeProperty property) {
    DeviceTreeSource source = new DeviceTreeSource();
    source.property(property);
    return source.text.toString();
  }

  static String text(DeviceTree.MemoryReservation reservation) {
    return "/memreserve/ 0x"
        + Long.toHexString(reservation.address())
        + " 0x"
        + Long.toHexString(reservation.size())
        + ";";
  }

  private void node(DeviceTreeNode node, String indentation) {
    text.append(indentation).append(node.name().isEmpty() ? "/" : node.name()).append(" {\n");
    String inner = indentation + "\t";
    for (DeviceTreeProperty each : node.properties()) {
      text.append(inner);
      property(each);
      text.append('\n');
    }
    boolean first = node.properties().isEmpty();
    for (DeviceTreeNode each : node.children()) {
      if (!first) {
        text.append('\n');
      }
      first = false;
      node(each, inner);
    }
    text.append(indentation).append("};\n");
  }

  private void property(DeviceTreeProperty property) {
    text.append(property.name());
    if (property.size() > 0) {
      text.append(" = ");
      value(property);
    }
    text.append(';');
  }

  private void value(DeviceTreeProperty property) {
    if (looksLikeStrings(property)) {
      String separator = "";
      for (String each : property.strings()) {
        text.append(separator).append('"');
        each.chars().forEach(this::character);
        text.append('"');
        separator = ", ";
      }
    } else if (property.size() % 4 == 0) {
      String separator = "<";
      for (int i = 0; i < property.cellCount(); i++) {
        text.append(separator).append("0x").append(Integer.toHexString(property.cell(i)));
        separator = " ";
      }
      text.append('>');
    } else {
      String separator = "[";
      for (int i = 0; i < property.size(); i++) {
        text.append(separator);
        hex(property.byteAt(i));
        separator = " ";
      }
      text.append(']');
    }
  }

  private static boolean looksLikeStrings(DeviceTreeProperty property) {
    int zeros = 0;
    for (int i = 0; i < property.size(); i++) {
      byte each = property.byteAt(i);
      if (each == 0) {
        zeros++;
      } else if (each != '\t' && each != '\n' && each != '\r' && (each < ' ' || each == 0x7F)) {
        return false;
      }
    }
    return property.byteAt(property.size() - 1) == 0 && zeros <= property.size() - zeros;
  }

  private void character(int character) {
    switch (character) {
      case '"', '\\' -> text.append('\\').append((char) character);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> text.append((char) character);
    }
  }

  private void hex(byte value) {
    String digits = Integer.toHexString(value & 0xFF);
    text.append(digits.length() == 1 ? "0" : "").append(digits);
  }
}
