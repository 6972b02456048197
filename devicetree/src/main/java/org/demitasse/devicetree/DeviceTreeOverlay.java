package org.demitasse.devicetree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies overlays, as {@code fdtoverlay} does: phandles of the overlay are moved behind those of
 * the base, references to labels of the base are looked up in its {@code __symbols__}, and what is
 * in each {@code __overlay__} is merged into the node that its fragment names. New properties and
 * nodes stand behind those that are there.
 */
public final class DeviceTreeOverlay {
  private static final String SYMBOLS = "__symbols__";
  private static final String OVERLAY = "__overlay__";

  private final MutableNode base;
  private final MutableNode overlay;

  private DeviceTreeOverlay(DeviceTree base, DeviceTree overlay) {
    this.base = new MutableNode(base.root());
    this.overlay = new MutableNode(overlay.root());
  }

  /**
   * Returns the base with the overlay merged into it.
   *
   * @throws MalformedDeviceTreeException if the overlay is none, or does not fit the base
   */
  public static DeviceTree apply(DeviceTree base, DeviceTree overlay) {
    DeviceTreeOverlay application = new DeviceTreeOverlay(base, overlay);
    application.movePhandles();
    application.resolveFixups();
    Map<String, String> targets = application.mergeFragments();
    application.addSymbols(targets);
    return new DeviceTree(application.base.freeze(0), base.reservations(), base.bootProcessor());
  }

  /** Makes the overlay's own phandles different from all of the base. */
  private void movePhandles() {
    long highest = highestPhandle(base);
    if (highest + highestPhandle(overlay) >= 0xFFFF_FFFFL) {
      throw new MalformedDeviceTreeException("there are not enough phandles for base and overlay");
    }
    movePhandles(overlay, (int) highest);
    MutableNode fixups = overlay.children.get("__local_fixups__");
    if (fixups != null) {
      moveReferences(fixups, overlay, "", (int) highest);
    }
  }

  private static long highestPhandle(MutableNode node) {
    long highest = 0;
    for (String name : new String[] {"phandle", "linux,phandle"}) {
      byte[] phandle = node.properties.get(name);
      if (phandle != null && phandle.length == 4) {
        long number = cell(phandle, 0) & 0xFFFF_FFFFL;
        // -1 is no phandle.
        highest = Math.max(highest, number == 0xFFFF_FFFFL ? 0 : number);
      }
    }
    for (MutableNode each : node.children.values()) {
      highest = Math.max(highest, highestPhandle(each));
    }
    return highest;
  }

  private static void movePhandles(MutableNode node, int distance) {
    for (String name : new String[] {"phandle", "linux,phandle"}) {
      byte[] phandle = node.properties.get(name);
      if (phandle != null && phandle.length == 4) {
        setCell(phandle, 0, cell(phandle, 0) + distance);
      }
    }
    for (MutableNode each : node.children.values()) {
      movePhandles(each, distance);
    }
  }

  private static void moveReferences(
      MutableNode fixups, MutableNode node, String path, int distance) {
    for (Map.Entry<String, byte[]> each : fixups.properties.entrySet()) {
      byte[] offsets = each.getValue();
      byte[] value = node.properties.get(each.getKey());
      String place = path + "/" + each.getKey();
      if (value == null || offsets.length % 4 != 0) {
        throw new MalformedDeviceTreeException(
            "__local_fixups__ of the overlay names " + place + ", which is not as it says");
      }
      for (int i = 0; i < offsets.length; i += 4) {
        int offset = offset(place, value, cell(offsets, i));
        setCell(value, offset, cell(value, offset) + distance);
      }
    }
    for (Map.Entry<String, MutableNode> each : fixups.children.entrySet()) {
      MutableNode child = node.children.get(each.getKey());
      String childPath = path + "/" + each.getKey();
      if (child == null) {
        throw new MalformedDeviceTreeException(
            "__local_fixups__ of the overlay names " + childPath + ", which is not there");
      }
      moveReferences(each.getValue(), child, childPath, distance);
    }
  }

  private static int offset(String place, byte[] value, long offset) {
    if (offset < 0 || offset > value.length - 4) {
      throw new MalformedDeviceTreeException(
          "the overlay refers from offset "
              + offset
              + " of "
              + place
              + ", which has "
              + value.length
              + " bytes");
    }
    return (int) offset;
  }

  /** Puts phandles of the base into the overlay's references to labels of the base. */
  private void resolveFixups() {
    MutableNode fixups = overlay.children.get("__fixups__");
    if (fixups == null) {
      return;
    }
    MutableNode symbols = base.children.get(SYMBOLS);
    for (Map.Entry<String, byte[]> each : fixups.properties.entrySet()) {
      String label = each.getKey();
      byte[] path = symbols == null ? null : symbols.properties.get(label);
      if (path == null) {
        throw new MalformedDeviceTreeException(
            "the overlay refers to &"
                + label
                + "; the base has "
                + (symbols == null
                    ? "no labels: compile it with symbols"
                    : "no such label in __symbols__"));
      }
      MutableNode target = base.find(text(path));
      byte[] phandle = target == null ? null : target.properties.get("phandle");
      if (phandle == null || phandle.length != 4) {
        throw new MalformedDeviceTreeException(
            "the base has no node with a phandle at " + text(path) + ", the place of &" + label);
      }
      for (String place : new DeviceTreeProperty(label, each.getValue()).strings()) {
        resolve(label, place, cell(phandle, 0));
      }
    }
  }

  /** Puts a phandle at a place such as {@code /fragment@0:target:0}. */
  private void resolve(String label, String place, int phandle) {
    int second = place.lastIndexOf(':');
    int first = second < 0 ? -1 : place.lastIndexOf(':', second - 1);
    MutableNode node = first < 0 ? null : overlay.find(place.substring(0, first));
    byte[] value = node == null ? null : node.properties.get(place.substring(first + 1, second));
    if (value == null) {
      throw new MalformedDeviceTreeException(
          "__fixups__ of the overlay has &" + label + " at \"" + place + "\", which is no place");
    }
    setCell(value, offset(place, value, number(place.substring(second + 1))), phandle);
  }

  private static long number(String digits) {
    long number = digits.isEmpty() ? -1 : 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 10);
      if (digit < 0 || number > Integer.MAX_VALUE) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** Merges all fragments and returns the path of the target of each by the fragment's name. */
  private Map<String, String> mergeFragments() {
    Map<Integer, String> byPhandle = new HashMap<>();
    collectPhandles(base, "", byPhandle);
    Map<String, String> targets = new HashMap<>();
    for (Map.Entry<String, MutableNode> each : overlay.children.entrySet()) {
      MutableNode content = each.getValue().children.get(OVERLAY);
      if (content != null) {
        String path = target(each.getKey(), each.getValue(), byPhandle);
        MutableNode target = base.find(path);
        if (target == null) {
          throw new MalformedDeviceTreeException(
              "the base has no node " + path + ", the target of " + each.getKey());
        }
        target.merge(content);
        targets.put(each.getKey(), path);
      }
    }
    if (targets.isEmpty()) {
      throw new MalformedDeviceTreeException("the overlay has no fragment with __overlay__");
    }
    return targets;
  }

  private static void collectPhandles(
      MutableNode node, String path, Map<Integer, String> byPhandle) {
    for (String name : new String[] {"phandle", "linux,phandle"}) {
      byte[] phandle = node.properties.get(name);
      if (phandle != null && phandle.length == 4) {
        byPhandle.putIfAbsent(cell(phandle, 0), path.isEmpty() ? "/" : path);
      }
    }
    for (Map.Entry<String, MutableNode> each : node.children.entrySet()) {
      collectPhandles(each.getValue(), path + "/" + each.getKey(), byPhandle);
    }
  }

  private static String target(String name, MutableNode fragment, Map<Integer, String> byPhandle) {
    byte[] path = fragment.properties.get("target-path");
    byte[] phandle = fragment.properties.get("target");
    if (phandle != null && phandle.length == 4) {
      String found = byPhandle.get(cell(phandle, 0));
      if (found == null) {
        throw new MalformedDeviceTreeException(
            "the base has no node with phandle 0x"
                + Integer.toHexString(cell(phandle, 0))
                + ", the target of "
                + name);
      }
      return found;
    }
    if (path == null) {
      throw new MalformedDeviceTreeException(
          "the fragment " + name + " has neither \"target\" nor \"target-path\"");
    }
    return text(path);
  }

  /** Tells the base the labels of the overlay, so that overlays can be laid on it in turn. */
  private void addSymbols(Map<String, String> targets) {
    MutableNode own = overlay.children.get(SYMBOLS);
    MutableNode symbols = base.children.get(SYMBOLS);
    if (own == null || symbols == null) {
      return;
    }
    for (Map.Entry<String, byte[]> each : own.properties.entrySet()) {
      String path = text(each.getValue());
      int end = path.indexOf('/', 1);
      String target = end < 0 ? null : targets.get(path.substring(1, end));
      if (target == null || !path.startsWith("/" + OVERLAY, end)) {
        // A label of the fragment itself leads nowhere in the base.
        continue;
      }
      String below = path.substring(end + 1 + OVERLAY.length());
      String place = target.equals("/") && !below.isEmpty() ? below : target + below;
      symbols.properties.put(each.getKey(), (place + "\0").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String text(byte[] value) {
    int end = 0;
    while (end < value.length && value[end] != 0) {
      end++;
    }
    return new String(value, 0, end, StandardCharsets.UTF_8);
  }

  private static int cell(byte[] value, int offset) {
    return (value[offset] & 0xFF) << 24
        | (value[offset + 1] & 0xFF) << 16
        | (value[offset + 2] & 0xFF) << 8
        | (value[offset + 3] & 0xFF);
  }

  private static void setCell(byte[] value, int offset, int cell) {
    for (int i = 0; i < 4; i++) {
      value[offset + i] = (byte) (cell >>> (24 - 8 * i));
    }
  }

  /** A node whose properties and children can change, in order. */
  private static final class MutableNode {
    private final String name;
    private final Map<String, byte[]> properties = new LinkedHashMap<>();
    private final Map<String, MutableNode> children = new LinkedHashMap<>();

    MutableNode(DeviceTreeNode node) {
      name = node.name();
      for (DeviceTreeProperty each : node.properties()) {
        properties.put(each.name(), each.value());
      }
      for (DeviceTreeNode each : node.children()) {
        children.put(each.name(), new MutableNode(each));
      }
    }

    @Nullable MutableNode find(String path) {
      if (!path.startsWith("/")) {
        return null;
      }
      MutableNode node = this;
      int start = 1;
      while (node != null && start < path.length()) {
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        node = node.children.get(path.substring(start, end));
        start = end + 1;
      }
      return node;
    }

    void merge(MutableNode other) {
      properties.putAll(other.properties);
      for (Map.Entry<String, MutableNode> each : other.children.entrySet()) {
        MutableNode known = children.get(each.getKey());
        if (known == null) {
          children.put(each.getKey(), each.getValue());
        } else {
          known.merge(each.getValue());
        }
      }
    }

    DeviceTreeNode freeze(int depth) {
      if (depth == FlattenedDeviceTree.MAXIMUM_DEPTH) {
        throw new MalformedDeviceTreeException(
            "with the overlay, nodes are nested deeper than "
                + FlattenedDeviceTree.MAXIMUM_DEPTH
                + " levels");
      }
      List<DeviceTreeProperty> frozen = new ArrayList<>();
      for (Map.Entry<String, byte[]> each : properties.entrySet()) {
        frozen.add(new DeviceTreeProperty(each.getKey(), each.getValue()));
      }
      List<DeviceTreeNode> nodes = new ArrayList<>();
      for (MutableNode each : children.values()) {
        nodes.add(each.freeze(depth + 1));
      }
      return new DeviceTreeNode(name, frozen, nodes);
    }
  }
}
