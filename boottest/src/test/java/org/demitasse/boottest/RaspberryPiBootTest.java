package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.source.DeviceTreeCompiler;
import org.demitasse.devicetree.source.SourceFiles;
import org.demitasse.machine.Machines;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootRequest;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.toolchain.image.ImageFile;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.image.ImageMember;
import org.demitasse.toolchain.image.MemberKind;
import org.demitasse.toolchain.qemu.GdbConnection;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.qemu.QemuCommand;
import org.demitasse.toolchain.qemu.QemuProcess;
import org.demitasse.toolchain.qemu.QemuRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ways in which a Raspberry Pi 3B starts the kernel, with what each hands over, and what the
 * kernel makes of the board. That it is the kernel of the other machine, too, is tested here.
 */
@BootTest
final class RaspberryPiBootTest {
  /** Where QEMU puts a tree that it hands over (hw/arm/raspi.c; seen in x0). */
  private static final long HANDED_OVER = 0x0800_0000L;

  /** Field image_size of the Linux header, which tells the size of the whole image. */
  private static final int IMAGE_SIZE = 16;

  /** Offsets in the header of a flattened device tree: Devicetree Specification 0.4, 5.2. */
  private static final int TOTAL_SIZE = 4;

  private static final String FROM_THE_IMAGE =
      "^\\[kernel\\] device tree from the image at 0x[0-9a-f]+, \\d+ bytes$";

  @TempDir Path folder;

  private static BootRequest hello(Boot boot) {
    return boot.system(Systems.HELLO).machine("raspi3b");
  }

  private static void greets(Machine machine) {
    machine.console().expectLine("[hello] hello from hello");
    assertThat(machine.exitCode()).isZero();
    machine.console().expectNoText("panic");
  }

  @Test
  void kernel_isTheSameBinaryOnBothMachines(Boot boot) throws IOException {
    List<byte[]> kernels = new ArrayList<>();
    for (String name : List.of("virt", "raspi3b")) {
      Machine machine = boot.system(Systems.HELLO).machine(name).format(ImageFormat.LINUX).start();
      greets(machine);
      ImageFile image = ImageFile.read(machine.directory().resolve("hello.image"));
      assertThat(image.listing().machine()).isEqualTo(name);
      ImageMember kernel = image.listing().members().getFirst();
      assertThat(kernel.kind()).isEqualTo(MemberKind.KERNEL);
      byte[] content = image.content(kernel);
      Arrays.fill(content, IMAGE_SIZE, IMAGE_SIZE + 8, (byte) 0);
      kernels.add(content);
    }
    assertThat(kernels.get(0)).isEqualTo(kernels.get(1));
  }

  @Test
  void elf_isEnteredAtEl3ByAllCores(Boot boot) {
    Machine machine = hello(boot).start();

    machine.console().expectLine("[kernel] entered at EL3, now at EL1");
    machine.console().expectMatch(FROM_THE_IMAGE);
    machine
        .console()
        .expectLine("[kernel] console: /chosen stdout-path, registers at 0x3f201000")
        .expectLine("[kernel] machine: Raspberry Pi 3 Model B")
        .expectLine("[kernel] processor: Cortex-A53 r0p4")
        .expectLine("[kernel] power off: BCM2835 watchdog")
        .expectLine("[kernel] board: revision 0xa02082, serial number 0x0, firmware 0x548e1");
    machine.console().expectMatch("clocks: processors \\d+ Hz, core \\d+ Hz, UART 3000000 Hz");
    machine
        .console()
        .expectLine("[kernel] RAM from 0x3c000000 on is the VideoCore's")
        .expectText("[kernel] memory: 948 MiB of RAM, ")
        .expectLine("[kernel] processors: 4 of 4 in use")
        .expectLine("[kernel] interrupts: BCM2836, 128 lines")
        .expectText("[kernel] timer: line 1, ");
    greets(machine);
    machine.console().expectNoText("halted");
  }

  @Test
  void image_isEnteredAtEl2ByOneCore_withTagsInPlaceOfATree(Boot boot) {
    Machine machine = hello(boot).format(ImageFormat.LINUX).start();

    machine
        .console()
        .expectLine("[kernel] entered at EL2, now at EL1")
        .expectLine("[kernel] ATAGS from the loader at 0x100: not a device tree");
    machine.console().expectMatch(FROM_THE_IMAGE);
    // Those that the firmware's spin table holds.
    machine.console().expectLine("[kernel] processors: 4 of 4 in use");
    greets(machine);
  }

  @Test
  void tree_isTakenFromTheLoader(Boot boot) throws Exception {
    Machine machine = hello(boot).format(ImageFormat.LINUX).deviceTree(tree(text -> text)).start();

    machine
        .console()
        .expectMatch("^\\[kernel\\] device tree from the loader at 0x8000000, \\d+ bytes$");
    machine.console().expectLine("[kernel] processors: 4 of 4 in use");
    greets(machine);
  }

  /** Firmware that does not look for a Linux header puts the image where 32-bit kernels lay. */
  @Test
  void image_runsAtAnyPage(Boot boot) throws Exception {
    Machine built = hello(boot).format(ImageFormat.LINUX).start();
    greets(built);
    Path image = built.directory().resolve("hello.image");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("-device", "loader,addr=0x80000,force-raw=on,cpu-num=0,file=" + image));
    for (int core = 1; core < 4; core++) {
      arguments.addAll(List.of("-device", "loader,addr=0x80000,cpu-num=" + core));
    }
    var facts = Machines.find("raspi3b").orElseThrow();
    QemuCommand command =
        QemuCommand.builder(facts.qemu())
            .cpus(4)
            .memory(facts.ram().defaultSize())
            .arguments(arguments)
            .build();
    var console = new ByteArrayOutputStream();
    var outcome =
        new QemuRun(
                Optional.of(Duration.ofSeconds(60)), Optional.empty(), QemuProcess.Input.PROGRAM)
            .run(Qemu.find(facts.qemu().binary()), command, console);
    assertThat(outcome)
        .as(console.toString(StandardCharsets.UTF_8))
        .isEqualTo(new QemuRun.PoweredOff(0));
    assertThat(console.toString(StandardCharsets.UTF_8))
        .containsPattern("device tree from the image at 0x[0-9a-f]{5},")
        .contains("[kernel] processors: 4 of 4 in use")
        .contains("[hello] hello from hello");
  }

  @Test
  void console_isTheMiniUart_whenTheTreeSaysSo(Boot boot) throws Exception {
    Path tree = tree(text -> text.replace("serial0:115200n8", "serial1:115200n8"));
    Machine machine = hello(boot).format(ImageFormat.LINUX).deviceTree(tree).serialPort(1).start();

    greets(machine);
    assertThat(machine.console().lines().getFirst())
        .as("the first line on this port; what came before is on the PL011")
        .isEqualTo("[kernel] console: /chosen stdout-path, registers at 0x3f215040");
  }

  @Test
  void miniUart_hearsWhatIsTyped(Boot boot) throws Exception {
    Path tree = tree(text -> text.replace("serial0:115200n8", "serial1:115200n8"));
    Machine machine =
        boot.description(Systems.root(EchoingRoot.class))
            .machine("raspi3b")
            .format(ImageFormat.LINUX)
            .deviceTree(tree)
            .serialPort(1)
            .start();

    machine.console().expectLine("[echoingroot] type a line");
    machine.console().send("one line\n");
    machine.console().expectLine("[echoingroot] you typed 8 characters: one line");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void ram_endsWhereTheVideoCoreSays_whenTheTreeClaimsMore(Boot boot) throws Exception {
    Machine machine = withTree(boot, text -> text.replace("0x3b400000", "0x40000000"));

    machine.console().expectText("[kernel] memory: 960 MiB of RAM, ");
    greets(machine);
  }

  /** What is missing in the tree is said, and what can be done without it goes on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "brcm,bcm2836-armctrl-ic | the interrupt controller, BCM2836, cannot be used: the device tree"
            + " does not describe the registers of brcm,bcm2836-armctrl-ic",
        "brcm,bcm2836-l1-intc | the device tree describes no interrupt controller that is known:"
            + " arm,gic-400, arm,cortex-a15-gic, arm,cortex-a7-gic, arm,gic-v3, brcm,bcm2836-l1-intc",
        "arm,armv8-timer\", \"arm,armv7-timer | the device tree describes no timer (arm,armv8-timer,"
            + " arm,armv7-timer)",
      })
  void tree_withoutADeviceThatIsNeeded_isReported(String device, String message, Boot boot)
      throws Exception {
    Machine machine = withTree(boot, text -> text.replace(device, "test,nothing"));

    machine.console().expectLine("[kernel] " + message);
    assertThat(machine.exitCode()).isEqualTo(139);
    machine.console().expectNoText("offers no way to power off");
  }

  @Test
  void tree_withoutWatchdog_leavesNoWayToPowerOff(Boot boot) throws Exception {
    Machine machine = withTree(boot, text -> text.replace("brcm,bcm2835-pm", "test,nothing"));

    machine
        .console()
        .expectLine("[kernel] power off: the device tree names no way")
        .expectLine("[kernel] power off: exit code 0")
        .expectLine("[kernel] this machine offers no way to power off; halted");
  }

  @Test
  void tree_withoutMailbox_isBelievedAboutTheRam(Boot boot) throws Exception {
    Machine machine = withTree(boot, text -> text.replace("brcm,bcm2835-mbox", "test,nothing"));

    machine.console().expectText("[kernel] memory: 948 MiB of RAM, ");
    greets(machine);
    machine.console().expectNoText("board: ");
  }

  @Test
  void processorWithAnUnknownEnableMethod_staysOut(Boot boot) throws Exception {
    Machine machine = withTree(boot, text -> text.replace("<0x0 0xf0>", "<0x0 0xf1>"));

    machine
        .console()
        .expectText("[kernel] processor 0x3 is not used: its enable-method is not known")
        .expectLine("[kernel] processors: 3 of 4 in use");
    greets(machine);
  }

  @Test
  void damagedTree_isReported_andThatOfTheImageServes(Boot boot) throws Exception {
    Machine machine = stopped(hello(boot).format(ImageFormat.LINUX).deviceTree(tree(text -> text)));
    change(HANDED_OVER, tree -> tree.putInt(TOTAL_SIZE, Integer.MAX_VALUE));

    machine
        .console()
        .expectLine(
            "[kernel] device tree from the loader at 0x8000000 is damaged:"
                + " it claims a size that is too small or too large");
    machine.console().expectMatch(FROM_THE_IMAGE);
    greets(machine);
  }

  @Test
  void noTreeAtAll_isSaidOnTheFallbackConsole(Boot boot) throws Exception {
    Machine machine = stopped(hello(boot));
    ImageMember own =
        ImageFile.read(machine.directory().resolve("hello.elf")).listing().members().stream()
            .filter(each -> each.kind() == MemberKind.DEVICE_TREE)
            .findFirst()
            .orElseThrow();
    change(own.address(), tree -> tree.putInt(0, 0));

    machine
        .console()
        .expectLine(
            "[kernel] no device tree: none from the loader, none left by the machine, none in the"
                + " image; hand one over in x0, or put one into the image")
        .expectLine("[kernel] power off: exit code 139");
  }

  /** Boots with the board's tree changed, in the image. */
  private Machine withTree(Boot boot, UnaryOperator<String> change) throws Exception {
    String description =
        new Systems()
            .with("hello", org.demitasse.app.hello.Hello.class)
            .deviceTree(tree(change))
            .description()
            .replace(
                "<machine name=\"virt\" memory=\"128M\" cpus=\"1\"", "<machine name=\"raspi3b\"");
    return boot.description(description).start();
  }

  /** Compiles the board's tree, changed. */
  private Path tree(UnaryOperator<String> change) throws Exception {
    var source = Machines.find("raspi3b").orElseThrow().deviceTreeSource().orElseThrow();
    byte[] text = change.apply(source.text()).getBytes(StandardCharsets.UTF_8);
    return Files.write(
        folder.resolve("board.dtb"),
        FlattenedDeviceTree.write(
            DeviceTreeCompiler.compile(source.file(), text, SourceFiles.NONE, false)));
  }

  private Machine stopped(BootRequest request) {
    return request.arguments(GdbConnection.arguments(socket()).toArray(String[]::new)).start();
  }

  private void change(long address, Consumer<ByteBuffer> change)
      throws IOException, InterruptedException {
    try (var stub = GdbConnection.connect(socket())) {
      var bytes = ByteBuffer.wrap(stub.read(address, 64));
      change.accept(bytes);
      stub.write(address, bytes.array());
      stub.detach();
    }
  }

  private Path socket() {
    return folder.resolve("gdb");
  }
}
