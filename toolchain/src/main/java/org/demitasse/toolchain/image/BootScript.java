package org.demitasse.toolchain.image;

import java.util.Optional;

/**
 * What U-Boot does by itself, as a script image: {@code boot.scr}. The addresses come from U-Boot's
 * environment, where every board has them (U-Boot, doc/develop/bootstd.rst and
 * include/config_distro_bootcmd.h: kernel_addr_r, fdt_addr_r, devtype, devnum, distro_bootpart). A
 * board that never loads a device tree names no place for one; there it goes to where an initial
 * RAM disk would. Without a device tree of our own U-Boot's is handed over.
 *
 * @param title shown by U-Boot
 * @param kernel name of the Linux image to load
 * @param deviceTree name of the device tree blob to load
 */
public record BootScript(String title, String kernel, Optional<String> deviceTree) {
  /** What U-Boot looks for on a disk. */
  public static final String FILE_NAME = "boot.scr";

  /** What U-Boot's boot command for networks asks a TFTP server for. */
  public static final String NETWORK_FILE_NAME = "boot.scr.uimg";

  /** Returns the script image for a board that loads over the network by TFTP. */
  public byte[] forNetwork() {
    return script("tftpboot %s %s");
  }

  /**
   * Returns the script image for a board that loads from the partition of the disk on which the
   * script is.
   */
  public byte[] forDisk() {
    return script("load ${devtype} ${devnum}:${distro_bootpart} %s %s");
  }

  private byte[] script(String load) {
    StringBuilder commands = new StringBuilder();
    commands.append("echo ").append(title).append('\n');
    if (deviceTree.isPresent()) {
      commands.append("env exists fdt_addr_r || setenv fdt_addr_r ${ramdisk_addr_r}\n");
    }
    commands.append(load.formatted("${kernel_addr_r}", kernel));
    deviceTree.ifPresent(
        name -> commands.append(" && ").append(load.formatted("${fdt_addr_r}", name)));
    commands
        .append(" && booti ${kernel_addr_r} - ")
        .append(deviceTree.isPresent() ? "${fdt_addr_r}" : "${fdtcontroladdr}")
        .append('\n');
    return LegacyImage.script(title, commands.toString());
  }
}
