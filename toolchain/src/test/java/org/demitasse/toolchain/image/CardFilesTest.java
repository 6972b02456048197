package org.demitasse.toolchain.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demitasse.machine.Machine;
import org.demitasse.machine.Machines;
import org.demitasse.toolchain.disk.DiskFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardFilesTest {
  private static final Machine MACHINE = Machines.find("virt").orElseThrow();

  @TempDir Path firmware;

  private static Map<String, String> byName(List<DiskFile> files) {
    return files.stream()
        .collect(Collectors.toMap(DiskFile::path, each -> new String(each.content(), UTF_8)));
  }

  private Map<String, String> files(Optional<String> deviceTree, boolean withFirmware)
      throws Exception {
    return byName(
        CardFiles.list(
            "hello",
            MACHINE,
            "kernel".getBytes(UTF_8),
            deviceTree.map(each -> each.getBytes(UTF_8)),
            withFirmware ? Optional.of(firmware) : Optional.empty()));
  }

  private static String commands(Map<String, String> files) {
    String script = files.get("boot.scr");
    return script == null ? "" : script.substring(script.indexOf("echo"));
  }

  @Test
  void card_hasKernelConfigurationAndScript() throws Exception {
    Map<String, String> files = files(Optional.empty(), false);
    assertThat(files).containsOnlyKeys("kernel8.img", "config.txt", "boot.scr");
    assertThat(files.get("config.txt"))
        .isEqualTo(
            """
            # hello for virt
            arm_64bit=1
            kernel=kernel8.img
            kernel_address=0x40200000
            # Console on pins 8 and 10, at a clock that does not change.
            enable_uart=1
            """);
    assertThat(commands(files))
        .isEqualTo(
            """
            echo hello for virt
            load ${devtype} ${devnum}:${distro_bootpart} ${kernel_addr_r} kernel8.img && booti ${kernel_addr_r} - ${fdtcontroladdr}
            """);
  }

  @Test
  void deviceTree_isNamedInConfigurationAndScript() throws Exception {
    Map<String, String> files = files(Optional.of("tree"), false);
    assertThat(files).containsEntry("virt.dtb", "tree");
    assertThat(files.get("config.txt")).contains("device_tree=virt.dtb\n");
    assertThat(commands(files))
        .contains("env exists fdt_addr_r || setenv fdt_addr_r ${ramdisk_addr_r}\n")
        .contains(" && load ${devtype} ${devnum}:${distro_bootpart} ${fdt_addr_r} virt.dtb && ")
        .endsWith("booti ${kernel_addr_r} - ${fdt_addr_r}\n");
  }

  @Test
  void firmware_goesAlong_butDoesNotTakeThePlaceOfOwnFiles() throws Exception {
    Files.writeString(firmware.resolve("start.elf"), "start");
    Files.writeString(firmware.resolve("Config.TXT"), "of the owner");
    Files.createDirectory(firmware.resolve("overlays"));
    Files.writeString(firmware.resolve("overlays/disable-bt.dtbo"), "overlay");
    Files.createSymbolicLink(firmware.resolve("link"), firmware.resolve("start.elf"));
    Map<String, String> files = files(Optional.empty(), true);
    assertThat(files)
        .containsOnlyKeys(
            "kernel8.img", "config.txt", "boot.scr", "start.elf", "overlays/disable-bt.dtbo");
  }

  @Test
  void bootLoaderInTheFirmware_isWhatTheBoardStarts() throws Exception {
    Files.writeString(firmware.resolve("u-boot.bin"), "U-Boot");
    Map<String, String> files = files(Optional.empty(), true);
    assertThat(files.get("config.txt"))
        .contains("kernel=u-boot.bin\n")
        .doesNotContain("kernel_address");
  }
}
