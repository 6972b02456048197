package org.demitasse.kernel.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.kernel.simulation.SimulatedMachine.PoweredOff;
import org.demitasse.kernel.simulation.SimulatedMmu;
import org.junit.jupiter.api.Test;

final class BootTest {
  private static final long TREE = SimulatedPlatform.RAM;
  private static final long ENTRY = ProgramLayout.PROGRAM_BASE;

  private final SimulatedPlatform platform = new SimulatedPlatform();

  private static TreeWriter board() {
    return new TreeWriter()
        .begin("")
        .cells("#address-cells", 2)
        .cells("#size-cells", 2)
        .text("model", "Test Board")
        .begin("psci")
        .text("compatible", "arm,psci-0.2")
        .text("method", "smc")
        .end()
        .begin("cpus")
        .cells("#address-cells", 1)
        .cells("#size-cells", 0)
        .begin("cpu@0")
        .cells("reg", 0)
        .end()
        .begin("cpu@1")
        .cells("reg", 1)
        .text("enable-method", "psci")
        .end()
        .begin("cpu-map")
        .end()
        .end();
  }

  private static TreeWriter withMemory(TreeWriter writer, int size) {
    return writer
        .begin("memory@40000000")
        .text("device_type", "memory")
        .cells("reg", 0, (int) SimulatedPlatform.RAM, 0, size)
        .end();
  }

  private static byte[] tree() {
    return withMemory(board(), SimulatedPlatform.RAM_SIZE)
        .begin("secram@8000000")
        .text("device_type", "memory")
        .text("status", "disabled")
        .cells("reg", 0, 0x800_0000, 0, 0x100_0000)
        .end()
        .begin("chosen")
        .text("stdout-path", "/uart@a000000")
        .end()
        .begin("uart@a000000")
        .text("compatible", "arm,pl011")
        .cells("reg", 0, 0xA00_0000, 0, 0x1000)
        .end()
        .begin("reserved-memory")
        .cells("#address-cells", 2)
        .cells("#size-cells", 2)
        .begin("keep@40700000")
        .cells("reg", 0, 0x4070_0000, 0, 0x10_0000)
        .end()
        .end()
        .end()
        .finish();
  }

  /** An executable with one page of text and one page of data that begins with 1, 2, 3. */
  private static byte[] program() {
    ByteBuffer file = ByteBuffer.allocate(3 * 4096).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x464C457F).putInt(0x010102);
    file.putShort(16, (short) 2).putShort(18, (short) 183).putLong(24, ENTRY).putLong(32, 64);
    file.putShort(52, (short) 64).putShort(54, (short) 56).putShort(56, (short) 2);
    segment(file, 64, 5, 4096, ENTRY, 4096, 4096);
    segment(file, 120, 6, 8192, ENTRY + 4096, 3, 3 * 4096);
    file.put(8192, (byte) 1).put(8193, (byte) 2).put(8194, (byte) 3).put(8195, (byte) 99);
    return file.array();
  }

  private static void segment(
      ByteBuffer file, int at, int flags, long offset, long address, long inFile, long inMemory) {
    file.putInt(at, 1).putInt(at + 4, flags).putLong(at + 8, offset).putLong(at + 16, address);
    file.putLong(at + 24, address).putLong(at + 32, inFile).putLong(at + 40, inMemory);
    file.putLong(at + 48, 4096);
  }

  private void prepare() {
    platform.put(TREE, tree());
    platform.treeCandidate = TREE;
    platform.addMember(ImageHeader.MEMBER_ROOT_PROGRAM, "core", program());
    platform.addMember(ImageHeader.MEMBER_FILE, "config", "text".getBytes(StandardCharsets.UTF_8));
  }

  private String failure() {
    assertThatThrownBy(() -> new Boot(platform).run()).isInstanceOf(PoweredOff.class);
    String output = platform.output + platform.secondOutput.toString();
    assertThat(output).endsWith("[kernel] power off: exit code 139\r\n");
    return output;
  }

  @Test
  void boot_saysEachStage_andMovesToTheConsoleOfTheTree() {
    prepare();
    assertThat(new Boot(platform).run()).isNotZero();
    assertThat(platform.ready).isTrue();
    assertThat(platform.output.toString().replace("\r", ""))
        .startsWith(
            """
            [kernel] Demitasse, image test for simulated
            [kernel] entered at EL2, now at EL1
            [kernel] device tree from the loader at 0x40000000, \
            """);
    assertThat(platform.secondOutput.toString().replace("\r", ""))
        .isEqualTo(
            """
            [kernel] console: /chosen stdout-path, registers at 0xa000000
            [kernel] machine: Test Board
            [kernel] processor: Cortex-A53 r0p4
            [kernel] drivers: uart (arm,pl011, test,uart), firmware (arm,psci-0.2)
            [kernel] power off: by firmware
            [kernel] memory: 8 MiB of RAM, 7064 KiB free
            [kernel] processors: 2 of 2 in use
            [kernel] kernel ready; starting the root program
            """);
  }

  @Test
  void rootProgram_isMapped_textInPlaceAndDataAsACopy() {
    prepare();
    new Boot(platform).run();
    SimulatedMmu mmu = platform.mmu();
    long root = platform.processors.activeRoot(0);
    assertThat(mmu.permissions(root, ENTRY)).isEqualTo(Permission.READ | Permission.EXECUTE);
    assertThat(mmu.permissions(root, ENTRY + 4096)).isEqualTo(Permission.READ | Permission.WRITE);
    long data = mmu.translate(root, ENTRY + 4096);
    assertThat(platform.memory.loadInt(data))
        .as("what follows in the file is not copied")
        .isEqualTo(0x030201);
    assertThat(mmu.permissions(root, SimulatedPlatform.IMAGE)).as("the kernel").isZero();
  }

  @Test
  void bootInformation_addsUpToTheRam_andListsTheModules() {
    prepare();
    Boot boot = new Boot(platform);
    long frame = boot.run();
    long information = platform.registers().get(frame, 0);
    List<String> modules = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>();
    long[] sums = new long[8];
    int result =
        BootInformation.parse(
            platform.memory,
            information,
            new BootInformation.Visitor() {
              @Override
              public void memory(int type, long physicalAddress, long size) {
                sums[type] += size;
              }

              @Override
              public void virtualPool(long address, long size) {
                assertThat(size).isPositive();
              }

              @Override
              public void module(
                  int kind, int crc32, long physical, long virtual, long size, long name) {
                modules.add(kind + " " + Integer.toHexString(crc32) + " " + size);
                assertThat(virtual).isEqualTo(physical);
                assertThat(platform.memory.loadByte(physical)).isEqualTo('t');
              }

              @Override
              public void text(int kind, long address, int length) {
                assertThat(length).isPositive();
              }

              @Override
              public void capability(
                  int kind, long handle, long physical, long size, int permissions) {
                kinds.add(kind);
                assertThat(handle).isNotZero();
                if (kind == ObjectKind.PHYSICAL_RANGE) {
                  assertThat(size).isPositive();
                  assertThat(
                          physical <= SimulatedPlatform.OWN_DEVICE
                              && physical + size > SimulatedPlatform.OWN_DEVICE)
                      .as("the kernel's own device is in a range")
                      .isFalse();
                }
              }

              @Override
              public void processor(int count, long mainIdRegister, long counterFrequency) {
                assertThat(count).isEqualTo(2);
              }
            });
    assertThat(result).isZero();
    assertThat(modules).containsExactly("5 c5c 4");
    assertThat(kinds)
        .contains(
            ObjectKind.FACTORY,
            ObjectKind.MACHINE_CONTROL,
            ObjectKind.SPACE,
            ObjectKind.THREAD,
            ObjectKind.PHYSICAL_RANGE);
    long sum = 0;
    for (long each : sums) {
      sum += each;
    }
    assertThat(sum).isEqualTo(SimulatedPlatform.RAM_SIZE);
    assertThat(sums[BootInformation.MEMORY_RESERVED]).isEqualTo(0x10_0000);
  }

  @Test
  void noTree_isSaidOnTheFallbackConsole() {
    assertThat(failure())
        .contains("[kernel] no device tree: none from the loader, none left by the machine");
  }

  @Test
  void tagsOfOldLoaders_areRecognized_andTheNextSourceServes() {
    prepare();
    platform.put(TREE + 0x10000, tree());
    platform.hint(TREE + 0x10000);
    platform.memory.storeInt(TREE, 5);
    platform.memory.storeInt(TREE + 4, 0x5441_0001);
    new Boot(platform).run();
    assertThat(platform.output.toString())
        .contains("[kernel] ATAGS from the loader at 0x40000000: not a device tree")
        .contains("device tree left by the machine at 0x40010000");
  }

  @Test
  void ram_isUsedAsFarAsTreeAndFirmwareKnowOfIt() {
    prepare();
    platform.ramLimit = SimulatedPlatform.RAM + (7 << 20);
    new Boot(platform).run();
    assertThat(platform.secondOutput.toString()).contains("memory: 7 MiB of RAM, ");
  }

  @Test
  void ram_thatFirmwareClaimsBeyondTheTree_isNotUsed() {
    prepare();
    platform.ramLimit = SimulatedPlatform.RAM + (64 << 20);
    new Boot(platform).run();
    assertThat(platform.secondOutput.toString()).contains("memory: 8 MiB of RAM, ");
  }

  @Test
  void ram_belowThatOfTheFirmware_isNone() {
    prepare();
    platform.ramLimit = 4096;
    assertThat(failure()).contains("memory: 0 ").contains("that is too little");
  }

  /** The tree need not reserve the words by which firmware lets processors go. */
  @Test
  void spinTable_staysFirmwares() {
    int page = (int) SimulatedPlatform.RAM + (6 << 20);
    platform.put(
        TREE,
        withMemory(
                new TreeWriter().begin("").cells("#address-cells", 2).cells("#size-cells", 2),
                SimulatedPlatform.RAM_SIZE)
            .begin("cpus")
            .cells("#address-cells", 1)
            .cells("#size-cells", 0)
            .begin("cpu@1")
            .cells("reg", 1)
            .text("enable-method", "spin-table")
            .cells("cpu-release-addr", 0, page + 0xE0)
            .end()
            .end()
            .end()
            .finish());
    platform.treeCandidate = TREE;
    platform.addMember(ImageHeader.MEMBER_ROOT_PROGRAM, "core", program());
    Boot boot = new Boot(platform);
    long frame = boot.run();
    assertThat(platform.output.toString())
        .contains("processor 0x1 is not used: it does not answer")
        .contains("processors: 1 of 1 in use");
    SimulatedMmu mmu = platform.mmu();
    long root = platform.processors.activeRoot(0);
    assertThat(frame).isNotZero();
    assertThat(mmu.permissions(root, page - 4096)).isNotZero();
    assertThat(mmu.permissions(root, page)).isZero();
    assertThat(mmu.permissions(root, page + 4096)).isNotZero();
  }

  @Test
  void damagedTree_isNamed_andTheNextSourceServes() {
    prepare();
    byte[] damaged = tree();
    damaged[23] = 9;
    platform.put(TREE, damaged);
    platform.put(TREE + 0x10000, tree());
    platform.hint(TREE + 0x10000);
    new Boot(platform).run();
    assertThat(platform.output.toString())
        .contains(
            "device tree from the loader at 0x40000000 is damaged: its version is not 16 or 17")
        .contains("device tree left by the machine at 0x40010000");
  }

  @Test
  void treeInTheImage_isTheLastResort() {
    platform.addMember(ImageHeader.MEMBER_DEVICE_TREE, "device-tree", tree());
    platform.addMember(ImageHeader.MEMBER_ROOT_PROGRAM, "core", program());
    assertThat(new Boot(platform).run()).isNotZero();
    assertThat(platform.output.toString()).contains("device tree from the image");
  }

  @Test
  void noRootProgram_isSaid() {
    platform.put(TREE, tree());
    platform.treeCandidate = TREE;
    assertThat(failure()).contains("[kernel] the image holds no root program");
  }

  @Test
  void brokenRootProgram_isSaid() {
    byte[] broken = program();
    broken[18] = 62;
    platform.put(TREE, tree());
    platform.treeCandidate = TREE;
    platform.addMember(ImageHeader.MEMBER_ROOT_PROGRAM, "core", broken);
    assertThat(failure()).contains("root program: not a 64-bit little-endian AArch64 executable");
  }

  @Test
  void tooLittleMemory_isSaid() {
    platform.put(TREE, withMemory(board(), 0x21_0000).end().finish());
    platform.treeCandidate = TREE;
    assertThat(failure()).contains("that is too little: the kernel needs 2 MiB free");
  }
}
