package org.demitasse.boottest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.DeviceTreeDifference;
import org.demitasse.devicetree.DeviceTreeOverlay;
import org.demitasse.devicetree.DeviceTreeSource;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.check.DeviceTreeCheck;
import org.demitasse.devicetree.navigation.Device;
import org.demitasse.devicetree.navigation.Interrupt;
import org.demitasse.devicetree.navigation.Navigator;
import org.demitasse.devicetree.navigation.Register;
import org.demitasse.devicetree.source.DeviceTreeCompiler;
import org.demitasse.devicetree.source.InvalidSourceException;
import org.demitasse.devicetree.source.SourceFiles;

/** What a device tree says, line by line: the same on the target and on the JVM. */
final class TreeText {
  private TreeText() {}

  static List<String> ofBlob(byte[] blob) {
    List<String> lines = new ArrayList<>();
    try {
      of(FlattenedDeviceTree.read(blob), lines);
    } catch (MalformedDeviceTreeException malformed) {
      lines.add("refused: " + malformed.getMessage());
    }
    return lines;
  }

  static List<String> ofSource(byte[] source) {
    List<String> lines = new ArrayList<>();
    try {
      of(DeviceTreeCompiler.compile("source", source, SourceFiles.NONE, true), lines);
    } catch (InvalidSourceException wrong) {
      wrong.problems().forEach(each -> lines.add(each.toString()));
    }
    return lines;
  }

  /** Says what an overlay changes in a tree. */
  static List<String> ofOverlay(byte[] base, byte[] overlay) {
    List<String> lines = new ArrayList<>();
    try {
      DeviceTree before = DeviceTreeCompiler.compile("base", base, SourceFiles.NONE, true);
      DeviceTree laid = DeviceTreeCompiler.compile("overlay", overlay, SourceFiles.NONE, true);
      lines.addAll(DeviceTreeDifference.between(before, DeviceTreeOverlay.apply(before, laid)));
    } catch (InvalidSourceException wrong) {
      wrong.problems().forEach(each -> lines.add(each.toString()));
    }
    return lines;
  }

  private static void of(DeviceTree tree, List<String> lines) {
    Navigator navigator = new Navigator(tree);
    lines.add("model " + navigator.model().orElse("unknown"));
    navigator.console().ifPresent(each -> lines.add("console " + each.device()));
    navigator.memory().forEach(each -> lines.add("memory " + each));
    navigator.reservedMemory().forEach(each -> lines.add("reserved " + each.source()));
    for (Device each : navigator.all()) {
      device(each, lines);
    }
    DeviceTreeCheck.check(tree).forEach(each -> lines.add("warning " + each));
    lines.add("blob " + sum(FlattenedDeviceTree.write(tree)));
    lines.add("text " + sum(DeviceTreeSource.print(tree).getBytes(StandardCharsets.UTF_8)));
  }

  private static void device(Device device, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (Register each : device.registers()) {
      line.append(" at ");
      line.append(each.physical().isPresent() ? each.physical().get() : "no address");
    }
    for (Interrupt each : device.interrupts()) {
      line.append(" interrupt ").append(each);
    }
    if (!line.isEmpty()) {
      lines.add(device.path() + (device.isEnabled() ? "" : " (off)") + line);
    }
  }

  private static String sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return bytes.length + " bytes " + Long.toHexString(sum.getValue());
  }
}
