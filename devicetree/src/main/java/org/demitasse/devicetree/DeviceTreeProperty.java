package org.demitasse.devicetree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A property. The tree does not say of what type its value is; the reader has to know. */
public final class DeviceTreeProperty {
  private final String name;
  private final byte[] value;

  /**
   * @param value is copied
   */
  public DeviceTreeProperty(String name, byte[] value) {
    this.name = name;
    this.value = value.clone();
  }

  /** Returns a property that is a list of strings. */
  public static DeviceTreeProperty ofStrings(String name, String... strings) {
    return new DeviceTreeProperty(
        name, (String.join("\0", strings) + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a property that is a list of 32-bit numbers. */
  public static DeviceTreeProperty ofCells(String name, int... cells) {
    byte[] value = new byte[4 * cells.length];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) (cells[i / 4] >>> (24 - 8 * (i % 4)));
    }
    return new DeviceTreeProperty(name, value);
  }

  public String name() {
    return name;
  }

  /** Returns the size of the value in bytes. */
  public int size() {
    return value.length;
  }

  /** Returns a copy of the value. */
  public byte[] value() {
    return value.clone();
  }

  byte byteAt(int index) {
    return value[index];
  }

  /** Returns the value as strings, each of which has to end with a zero byte to count. */
  public List<String> strings() {
    List<String> strings = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < value.length; i++) {
      if (value[i] == 0) {
        strings.add(new String(value, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return strings;
  }

  /** Returns the number of whole 32-bit numbers in the value. */
  public int cellCount() {
    return value.length / 4;
  }

  /** Returns the big-endian 32-bit number at {@code index}. */
  public int cell(int index) {
    int at = 4 * index;
    return (value[at] & 0xFF) << 24
        | (value[at + 1] & 0xFF) << 16
        | (value[at + 2] & 0xFF) << 8
        | (value[at + 3] & 0xFF);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeviceTreeProperty that
        && name.equals(that.name)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return name + " (" + value.length + " bytes)";
  }
}
