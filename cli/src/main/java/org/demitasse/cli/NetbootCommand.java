package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.netboot.HardwareAddress;
import org.demitasse.toolchain.netboot.Ipv4Address;
import org.demitasse.toolchain.netboot.NetbootServer;
import org.demitasse.toolchain.netboot.NetbootSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "netboot",
    description = {
      "Builds a system and serves it to boards that boot over the network: BOOTP, DHCP and TFTP.",
      "Answers only the machines that --client names, unless --any-client is there. Every request",
      "leaves a line; Ctrl-C ends. The ports below 1024 need root."
    },
    footer = {
      "",
      "Examples:",
      "  sudo ./demitasse netboot hello --client b8:27:eb:12:34:56 --range 192.168.7.100-192.168.7.199",
      "  sudo ./demitasse netboot hello --client b8:27:eb:12:34:56 --proxy",
      "  ./demitasse netboot --folder files --tftp-only --any-client --tftp-port 6969"
    },
    sortOptions = false)
final class NetbootCommand implements Callable<Integer> {
  @Mixin private SystemSelection selection;

  @Option(
      names = "--device-tree",
      paramLabel = "FILE",
      description = "Device tree blob of the board. Default: as described.")
  private @Nullable Path deviceTree;

  @Option(
      names = "--firmware",
      paramLabel = "DIR",
      description = "Folder with the files that a Raspberry Pi without U-Boot asks for first.")
  private @Nullable Path firmware;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Build nothing, and serve what is in this folder.")
  private @Nullable Path folder;

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "Network interface of the boards. Default: the only one.")
  private @Nullable String networkInterface;

  @Option(
      names = "--client",
      paramLabel = "MAC[=ADDRESS]",
      description = "A machine to answer, with the address that it gets; may be repeated.")
  private List<String> clients = List.of();

  @Option(names = "--any-client", description = "Answer every machine.")
  private boolean anyClient;

  @Option(
      names = "--range",
      paramLabel = "FIRST-LAST",
      description = "Addresses to give out to machines whose address --client does not say.")
  private @Nullable String range;

  @Option(
      names = "--router",
      paramLabel = "ADDRESS",
      description = "Router to tell the boards of. Default: none.")
  private @Nullable String router;

  @Option(
      names = "--proxy",
      description =
          "Another DHCP server gives out the addresses; tell PXE clients what to boot, and no more.")
  private boolean proxy;

  @Option(names = "--tftp-only", description = "No BOOTP and DHCP at all.")
  private boolean tftpOnly;

  @Option(
      names = "--boot-file",
      paramLabel = "NAME",
      description = "File that boards are told to load. Default: the system's uImage.")
  private @Nullable String bootFile;

  @Option(
      names = "--dhcp-port",
      paramLabel = "N",
      defaultValue = "67",
      description = "Default: ${DEFAULT-VALUE}; boards listen at the next.")
  private int dhcpPort;

  @Option(
      names = "--pxe-port",
      paramLabel = "N",
      defaultValue = "4011",
      description = "Default: ${DEFAULT-VALUE}.")
  private int pxePort;

  @Option(
      names = "--tftp-port",
      paramLabel = "N",
      defaultValue = "69",
      description = "Default: ${DEFAULT-VALUE}.")
  private int tftpPort;

  @Override
  public Integer call() throws InterruptedException {
    // Before the build, which takes longer than finding out that the network is not as it should
    // be.
    OwnAddress own = OwnAddress.find(Optional.ofNullable(networkInterface));
    checkClients();
    if (firmware != null) {
      InputFiles.requireFolder(firmware, "the files of a board's firmware");
    }
    BootFiles files =
        folder == null
            ? BootFiles.build(
                selection, Optional.ofNullable(deviceTree), Optional.ofNullable(firmware))
            : BootFiles.in(folder);
    String file = bootFile == null ? files.bootFile() : bootFile;
    NetbootSettings settings = settings(own, file);
    NetbootServer.Ports ports = new NetbootServer.Ports(tftpOnly ? 0 : dhcpPort, pxePort, tftpPort);
    try (NetbootServer server =
        new NetbootServer(settings, files.folder(), ports, new NetbootLines())) {
      System.out.printf("serving %s on %s%n", Workspace.shown(files.folder()), own);
      for (Path each : files.list()) {
        System.out.printf("  %,12d  %s%n", Files.size(each), each.getFileName());
      }
      System.out.printf(
          "%sTFTP at port %d; boards load %s; Ctrl-C ends%n",
          tftpOnly ? "" : (proxy ? "proxy DHCP" : "DHCP") + " at port " + dhcpPort + ", ",
          server.tftpPort(),
          file.isEmpty() ? "what they ask for" : file);
      server.serve();
      return ExitStatus.OK;
    } catch (IOException failure) {
      throw new CommandFailure(ExitStatus.FAILURE, String.valueOf(failure.getMessage()));
    }
  }

  private void checkClients() {
    if (clients.isEmpty() && !anyClient) {
      throw usage(
          "nobody is to be answered; name the boards with --client MAC, or add --any-client");
    }
    if (proxy && tftpOnly) {
      throw usage("--proxy and --tftp-only exclude each other");
    }
    boolean needsRange = anyClient || clients.stream().anyMatch(each -> !each.contains("="));
    if (needsRange && range == null && !proxy && !tftpOnly) {
      throw usage(
          "--range is missing: the addresses to give out, such as 192.168.7.100-192.168.7.199;"
              + " or --client MAC=ADDRESS for every board, or --proxy where another server does it");
    }
  }

  private NetbootSettings settings(OwnAddress own, String file) {
    Map<HardwareAddress, Optional<Ipv4Address>> known = new LinkedHashMap<>();
    for (String each : clients) {
      String[] parts = each.split("=", 2);
      HardwareAddress hardware =
          HardwareAddress.parse(parts[0])
              .orElseThrow(
                  () ->
                      usage(
                          "--client: \"%s\" is no hardware address; expected for example b8:27:eb:12:34:56"
                              .formatted(parts[0])));
      known.put(
          hardware,
          parts.length == 1 ? Optional.empty() : Optional.of(address("--client", parts[1])));
    }
    try {
      return new NetbootSettings(
          own.address(),
          own.mask(),
          Optional.ofNullable(router).map(text -> address("--router", text)),
          Optional.ofNullable(range).map(NetbootCommand::range),
          known,
          anyClient,
          proxy,
          file);
    } catch (IllegalArgumentException unsuitable) {
      throw usage(String.valueOf(unsuitable.getMessage()));
    }
  }

  private static NetbootSettings.Range range(String text) {
    String[] parts = text.split("-", 2);
    if (parts.length != 2) {
      throw usage("--range: \"%s\" is no range; expected FIRST-LAST".formatted(text));
    }
    return new NetbootSettings.Range(address("--range", parts[0]), address("--range", parts[1]));
  }

  private static Ipv4Address address(String option, String text) {
    return Ipv4Address.parse(text)
        .orElseThrow(
            () ->
                usage(
                    "%s: \"%s\" is no address; expected for example 192.168.7.100"
                        .formatted(option, text)));
  }

  private static CommandFailure usage(String message) {
    return new CommandFailure(ExitStatus.USAGE, message);
  }
}
