package org.demitasse.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.qemu.QemuCommand;
import org.demitasse.toolchain.qemu.QemuProcess;
import org.demitasse.toolchain.qemu.Transcript;
import org.demitasse.toolchain.system.BuiltSystem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "debug",
    description = {
      "Starts gdb on a booting system; it knows the lines of the Java sources.",
      "The machine waits at its first instruction: try `break Hello.java:10` and `continue`."
    },
    sortOptions = false)
final class DebugCommand implements Callable<Integer> {
  private static final int KEPT_CHARACTERS = 1 << 16;

  @Mixin private SystemSelection selection;

  @Option(
      names = "--component",
      paramLabel = "NAME",
      description =
          "Component whose lines gdb knows besides the kernel's; all have the same addresses, each in"
              + " its own space. Default: the first.")
  private @Nullable String component;

  @Option(
      names = "--execute",
      paramLabel = "COMMAND",
      description = "Command for gdb to execute at start; may be repeated.")
  private List<String> execute = List.of();

  @Option(names = "--batch", description = "End after the commands of --execute.")
  private boolean batch;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Workspace workspace = Workspace.current();
    SystemDescription description = selection.describe(workspace);
    Doctor doctor = new Doctor(SystemPackages.ofThisHost());
    SystemBuild build = new SystemBuild(workspace);
    Path image = build.image(description, ImageFormat.ELF);
    Path debugger = doctor.provide(Debugger.PROGRAM, Debugger.PROGRAM);
    int port = freePort();
    QemuCommand command =
        Emulation.command(description.machine(), image).waitForDebugger(port).build();
    Qemu qemu = doctor.provideQemu(command.program());
    BuiltSystem built = build.run(description, ImageFormat.ELF, image);
    List<String> gdb =
        new Debugger(debugger, workspace).command(built, component, port, execute, batch);
    try (QemuProcess machine =
        QemuProcess.start(
            qemu,
            command,
            QemuProcess.Input.PROGRAM,
            new Transcript(KEPT_CHARACTERS),
            Emulation.console(),
            Long.MAX_VALUE)) {
      Process process = new ProcessBuilder(gdb).inheritIO().redirectError(Redirect.INHERIT).start();
      return process.waitFor() == 0 ? ExitStatus.OK : ExitStatus.FAILURE;
    }
  }

  /** Returns a port of the loopback interface that nobody listens to. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
