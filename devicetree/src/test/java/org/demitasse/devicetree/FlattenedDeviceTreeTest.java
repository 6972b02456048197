package org.demitasse.devicetree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FlattenedDeviceTreeTest {
  static final DeviceTree SAMPLE =
      new DeviceTree(
          new DeviceTreeNode(
              "",
              List.of(
                  DeviceTreeProperty.ofCells("#address-cells", 2),
                  DeviceTreeProperty.ofStrings("compatible", "example,board", "example,\"any\\\""),
                  DeviceTreeProperty.ofStrings("text", "tab\tline\nreturn\rend"),
                  new DeviceTreeProperty("dma-coherent", new byte[0])),
              List.of(
                  new DeviceTreeNode(
                      "memory@40000000",
                      List.of(
                          DeviceTreeProperty.ofStrings("device_type", "memory"),
                          DeviceTreeProperty.ofCells("reg", 0, 0x4000_0000, 0, 0x800_0000)),
                      List.of()),
                  new DeviceTreeNode(
                      "soc",
                      List.of(
                          new DeviceTreeProperty("ranges", new byte[0]),
                          new DeviceTreeProperty("mac", new byte[] {0, 1, (byte) 0xFE, 3, 4, 5})),
                      List.of(
                          new DeviceTreeNode(
                              "serial@9000000",
                              List.of(
                                  DeviceTreeProperty.ofCells("interrupts", 0, 1, 4),
                                  DeviceTreeProperty.ofCells("cells", -1, 0)),
                              List.of()))))),
          List.of(
              new DeviceTree.MemoryReservation(0x4000_0000L, 0x1000),
              new DeviceTree.MemoryReservation(0xFFFF_FFFF_0000_0000L, 8)),
          3);

  private static byte[] blob() {
    return FlattenedDeviceTree.write(SAMPLE);
  }

  @Test
  void read_writtenTree_isEqual() {
    assertThat(FlattenedDeviceTree.read(blob())).isEqualTo(SAMPLE);
  }

  @Test
  void read_blobWithTrailingBytes_ignoresThem() {
    byte[] blob = blob();
    assertThat(FlattenedDeviceTree.read(Arrays.copyOf(blob, blob.length + 100))).isEqualTo(SAMPLE);
  }

  @Test
  void read_version16_doesWithoutTheSizeOfTheStructure() {
    byte[] blob = blob();
    ByteBuffer.wrap(blob).putInt(20, 16).putInt(36, -1);
    assertThat(FlattenedDeviceTree.read(blob)).isEqualTo(SAMPLE);
  }

  @Test
  void read_noOperations_arePassedOver() {
    byte[] blob = blob();
    ByteBuffer data = ByteBuffer.wrap(blob);
    // The empty property "ranges" (token, size 0, name) becomes three of them.
    int at = data.getInt(8);
    while (data.getInt(at) != 3 || data.getInt(at + 4) != 0 || data.getInt(at + 12) != 3) {
      at += 4;
    }
    data.putInt(at, 4).putInt(at + 4, 4).putInt(at + 8, 4);
    assertThat(FlattenedDeviceTree.read(blob).node("/soc").orElseThrow().properties())
        .extracting(DeviceTreeProperty::name)
        .containsExactly("mac");
  }

  @Test
  void node_path_findsNodesByFullNames() {
    assertThat(SAMPLE.node("/")).hasValue(SAMPLE.root());
    DeviceTreeNode serial = SAMPLE.node("/soc/serial@9000000").orElseThrow();
    DeviceTreeProperty interrupts = serial.property("interrupts").orElseThrow();
    assertThat(interrupts.cellCount()).isEqualTo(3);
    assertThat(interrupts.cell(2)).isEqualTo(4);
    assertThat(serial.property("cells").orElseThrow().cell(0)).isEqualTo(-1);
    assertThat(SAMPLE.node("/soc/serial")).isEmpty();
    assertThat(SAMPLE.node("soc")).isEmpty();
    assertThat(SAMPLE.root().property("compatible").orElseThrow().strings())
        .containsExactly("example,board", "example,\"any\\\"");
  }

  private static void assertDamaged(Consumer<ByteBuffer> damage, String message) {
    byte[] blob = blob();
    damage.accept(ByteBuffer.wrap(blob));
    assertMalformed(blob, message);
  }

  private static void assertMalformed(byte[] blob, String message) {
    assertThatThrownBy(() -> FlattenedDeviceTree.read(blob))
        .isInstanceOf(MalformedDeviceTreeException.class)
        .hasMessage(message);
  }

  @Test
  void read_damagedHeader_saysWhatIsWrong() {
    int size = blob().length;
    String hexSize = "0x" + Integer.toHexString(size);
    assertMalformed(new byte[0], "0 bytes; a header has 40");
    assertMalformed(new byte[40], "magic number 0x0; expected 0xd00dfeed");
    assertMalformed(
        Arrays.copyOf(blob(), size - 1),
        "its size is " + hexSize + ", there are 0x" + Integer.toHexString(size - 1) + " bytes");
    assertDamaged(
        data -> data.putInt(4, -1), "its size is 0xffffffff, there are " + hexSize + " bytes");
    assertDamaged(data -> data.putInt(20, 3), "version 3, compatible with 16; expected 16 or 17");
    assertDamaged(data -> data.putInt(24, 18), "version 17, compatible with 18; expected 16 or 17");
    assertDamaged(
        data -> data.putInt(8, 0x7FFF_FFFC),
        "its structure block is at 0x7ffffffc of " + hexSize + " bytes");
    assertDamaged(
        data -> data.putInt(8, 42), "its structure block is at 0x2a of " + hexSize + " bytes");
    assertDamaged(
        data -> data.putInt(32, 0x7FFF_FFFF),
        "its strings block has 0x7fffffff bytes at 0x"
            + Integer.toHexString(ByteBuffer.wrap(blob()).getInt(12))
            + " of "
            + hexSize);
    assertDamaged(
        data -> data.putInt(16, 36),
        "its memory reservation block is at 0x24 of " + hexSize + " bytes");
  }

  @Test
  void read_damagedStructure_saysWhatIsWrong() {
    int start = ByteBuffer.wrap(blob()).getInt(8);
    String at = "0x" + Integer.toHexString(start);
    assertDamaged(data -> data.putInt(start, 77), "unknown token 0x4d at " + at);
    assertDamaged(
        data -> data.putInt(start, 9), "the structure block ends at " + at + " inside a node");
    assertDamaged(data -> data.putInt(start, 2), "a node ends at " + at + " but none is open");
    assertDamaged(data -> data.putInt(start, 3), "a property at " + at + " outside any node");
    assertDamaged(
        data -> data.put(start + 4, (byte) 'x'),
        "the root node at " + at + " has the name \"x\"; expected none");
    String property = "0x" + Integer.toHexString(start + 8);
    assertDamaged(
        data -> data.putInt(start + 12, -1),
        "the property at " + property + " has 0xffffffff bytes");
    assertDamaged(
        data -> data.putInt(start + 16, 0x10000),
        "the property at "
            + property
            + " has its name at 0x10000 of 0x"
            + Integer.toHexString(ByteBuffer.wrap(blob()).getInt(32))
            + " bytes of strings");
    assertDamaged(
        data -> data.putInt(36, 8),
        "the structure block is cut off at 0x" + Integer.toHexString(start + 8));
  }

  @Test
  void read_doubledNames_areRefused() {
    DeviceTreeNode child = new DeviceTreeNode("a", List.of(), List.of());
    DeviceTreeProperty property = DeviceTreeProperty.ofCells("p", 1);
    assertThatThrownBy(() -> FlattenedDeviceTree.read(write(List.of(), List.of(child, child))))
        .hasMessageStartingWith("a second node \"a\" at ");
    assertThatThrownBy(
            () -> FlattenedDeviceTree.read(write(List.of(property, property), List.of())))
        .hasMessageStartingWith("a second property \"p\" at ");
  }

  private static byte[] write(List<DeviceTreeProperty> properties, List<DeviceTreeNode> children) {
    return FlattenedDeviceTree.write(
        new DeviceTree(new DeviceTreeNode("", properties, children), List.of(), 0));
  }

  @Test
  void read_deepNesting_isRefused() {
    DeviceTreeNode node = new DeviceTreeNode("n", List.of(), List.of());
    for (int depth = 2; depth < FlattenedDeviceTree.MAXIMUM_DEPTH; depth++) {
      node = new DeviceTreeNode("n", List.of(), List.of(node));
    }
    assertThat(FlattenedDeviceTree.read(write(List.of(), List.of(node))).root().children())
        .hasSize(1);
    DeviceTreeNode deeper = new DeviceTreeNode("n", List.of(), List.of(node));
    assertThatThrownBy(() -> FlattenedDeviceTree.read(write(List.of(), List.of(deeper))))
        .isInstanceOf(MalformedDeviceTreeException.class)
        .hasMessageEndingWith("is nested deeper than 64 levels");
  }

  @Test
  void write_wrongRootOrChild_isRefused() {
    DeviceTreeNode named = new DeviceTreeNode("x", List.of(), List.of());
    DeviceTreeNode unnamed = new DeviceTreeNode("", List.of(), List.of());
    assertThatThrownBy(() -> FlattenedDeviceTree.write(new DeviceTree(named, List.of(), 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write(List.of(), List.of(unnamed)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_randomTrees_areTheOnesThatWereWritten() {
    long seed = System.nanoTime();
    System.out.println("FlattenedDeviceTreeTest trees seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      DeviceTree tree = new DeviceTree(RandomTrees.node(random, "", 0), List.of(), round);
      assertThat(FlattenedDeviceTree.read(FlattenedDeviceTree.write(tree)))
          .as("seed %d round %d", seed, round)
          .isEqualTo(tree);
    }
  }

  @Test
  void read_damagedBlobs_areReadOrRefusedButNeverCrash() {
    long seed = System.nanoTime();
    System.out.println("FlattenedDeviceTreeTest damage seed " + seed);
    Random random = new Random(seed);
    byte[] original = blob();
    List<Integer> accepted = new ArrayList<>();
    for (int round = 0; round < 100_000; round++) {
      byte[] damaged = original.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(damaged.length);
        if (random.nextBoolean()) {
          damaged[at] = (byte) random.nextInt(256);
        } else {
          int[] numbers = {0, 1, 2, 3, 4, 9, 40, -1, -4, 0x7FFF_FFFF, 0x8000_0000, damaged.length};
          ByteBuffer.wrap(damaged)
              .putInt(
                  Math.min(at & -4, damaged.length - 4), numbers[random.nextInt(numbers.length)]);
        }
      }
      byte[] input =
          random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
      Throwable thrown =
          catchThrowable(() -> DeviceTreeSource.print(FlattenedDeviceTree.read(input)));
      if (thrown == null) {
        accepted.add(round);
      } else {
        assertThat(thrown)
            .as("seed %d round %d", seed, round)
            .isInstanceOf(MalformedDeviceTreeException.class);
      }
    }
    // Damage inside a value cannot be noticed; damage of the structure has to be.
    assertThat(accepted.size()).as("seed %d", seed).isBetween(1000, 70_000);
  }

  @Test
  void print_sample_isSourceText() {
    assertThat(DeviceTreeSource.print(SAMPLE))
        .isEqualTo(
            """
            /dts-v1/;

            /memreserve/ 0x40000000 0x1000;
            /memreserve/ 0xffffffff00000000 0x8;
            / {
            \t#address-cells = <0x2>;
            \tcompatible = "example,board", "example,\\"any\\\\\\"";
            \ttext = "tab\\tline\\nreturn\\rend";
            \tdma-coherent;

            \tmemory@40000000 {
            \t\tdevice_type = "memory";
            \t\treg = <0x0 0x40000000 0x0 0x8000000>;
            \t};

            \tsoc {
            \t\tranges;
            \t\tmac = [00 01 fe 03 04 05];

            \t\tserial@9000000 {
            \t\t\tinterrupts = <0x0 0x1 0x4>;
            \t\t\tcells = <0xffffffff 0x0>;
            \t\t};
            \t};
            };
            """);
  }

  @Test
  void strings_valueWithoutEnd_leavesTheRestOut() {
    assertThat(new DeviceTreeProperty("p", "one\0two".getBytes(UTF_8)).strings())
        .containsExactly("one");
  }
}
