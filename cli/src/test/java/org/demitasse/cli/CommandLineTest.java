package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.image.LegacyImage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as a user types them, each in a process of its own: what they print and return. */
class CommandLineTest {
  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void makePath() throws IOException {
    path = Files.createDirectories(folder.resolve("path"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run", "test", "new", "build", "image", "list", "check", "graph", "size", "debug", "flash",
        "netboot", "dtb", "bench", "doctor", "clean", "version", "help"
      })
  void everyCommandExplainsItself(String command) {
    Result result = demitasse(command, "--help");
    assertThat(result.status()).isZero();
    assertThat(result.output()).contains("Usage: demitasse " + command);
  }

  @Test
  void withoutCommand_listsTheCommands() {
    Result result = demitasse();
    assertThat(result.status()).isZero();
    assertThat(result.output()).contains("run", "doctor", "Exit codes");
  }

  @ParameterizedTest
  @CsvSource({
    "runn, unknown command \"runn\"; did you mean \"run\"?",
    "frobnicate, unknown command \"frobnicate\"",
    "dtb dmup, did you mean \"dump\"?",
    "run --colour, Unknown option",
    "run --timeout 5x, expected for example 20s",
    "run --until *, \"*\" is not a regular expression: dangling meta character '*' at character 1",
    "image --format iso, expected one of: elf",
    "netboot --tftp-only, nobody is to be answered; name the boards with --client MAC",
    "netboot --client b8:27:eb:00:00:01 --interface lo, --range is missing",
    "netboot --any-client --tftp-only --interface nowhere, there is no interface \"nowhere\"",
    "netboot --any-client --tftp-only --proxy --interface lo, exclude each other",
    "netboot --client 1:2 --tftp-only --interface lo --folder ., \"1:2\" is no hardware address",
    "netboot --any-client --range 1.2.3 --interface lo --folder ., is no range; expected FIRST-LAST",
    "image --firmware ., --firmware goes onto a disk only",
    "flash x, Missing required parameter",
    "run --format fit, QEMU boots none here",
    "dtb, a command is missing; expected one of: dump",
    "list, Missing required parameter",
  })
  void wrongCommandLine_isExplainedAndExits2(String line, String explanation) {
    Result result = demitasse(line.split(" ", -1));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.errors()).contains(explanation);
    assertThat(result.output()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "run helo --dry-run, did you mean \"hello\"?",
    "run --machine vrt --dry-run, did you mean \"virt\"?",
    "run --memory 1K --dry-run, expected 16M to 255G",
    "run --cpus 0 --dry-run, expected 1 to 8",
    "list /no/such/file, does not exist",
    "dtb dump /etc/passwd, /etc/passwd",
    "list /etc/passwd, /etc/passwd",
    "list /etc, is a folder",
  })
  void wrongInput_isExplainedAndExits3(String line, String explanation) {
    Result result = demitasse(line.split(" ", -1));
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.errors()).contains(explanation).doesNotContain("\tat ");
  }

  @Test
  void mistakeInADescription_isNamedWithFileLineAndColumn() throws IOException {
    Path file = folder.resolve("system.xml");
    Files.writeString(
        file, "<system name=\"x\">\n  <machine name=\"virt\" memroy=\"1M\"/>\n</system>\n");
    Result result = demitasse("check", file.toString());
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.errors()).contains(file + ":2:").contains("did you mean \"memory\"?");
  }

  private Path systemWithInit(String children) throws IOException {
    Files.writeString(
        folder.resolve("init.config"),
        """
        <config>
          <parent-provides> <service name="LOG"/> </parent-provides>
          <default-route> <any-service> <parent/> </any-service> </default-route>
          %s
        </config>
        """
            .formatted(children));
    return Files.writeString(
        folder.resolve("system.xml"),
        Files.readString(Repository.home().resolve("app/hello/system.xml"))
            .replace("<modules>", "<modules><file name=\"config\" path=\"init.config\"/>"));
  }

  @Test
  void check_configurationOfInitInASystem_knowsTheModules() throws IOException {
    Path system = systemWithInit("<start name=\"helo\" ram=\"1M\"/>");
    Path file = folder.resolve("init.config");

    Result inSystem = demitasse("check", system.toString());
    assertThat(inSystem.status()).isEqualTo(3);
    assertThat(inSystem.errors())
        .isEqualTo(
            file
                + ":4:3: <start>: child \"helo\" has the program \"helo\", which is not among the"
                + " modules; expected one of: config, hello; did you mean \"hello\"?\n");

    Result byItself = demitasse("check", file.toString());
    assertThat(byItself.status()).isZero();
    assertThat(byItself.output()).contains(": configuration of init is in order");
  }

  /** Lets a system begin with init; it is only described, and not built. */
  private static void beginWithInit(Path system) throws IOException {
    Files.writeString(
        system,
        Files.readString(system)
            .replace(
                "<modules>",
                "<modules><component name=\"init\" class=\"org.demitasse.init.Init\"/>"));
  }

  @Test
  void build_configurationThatInitUsesInParts_isWarnedOf() throws IOException {
    Path system = systemWithInit("<start name=\"helo\" ram=\"1M\"/> <strat/>");
    assertThat(SystemBuild.warnings(DescriptionReader.read(system))).isEmpty();
    beginWithInit(system);
    Path file = folder.resolve("init.config");
    assertThat(SystemBuild.warnings(DescriptionReader.read(system)))
        .hasSize(3)
        .anyMatch(line -> line.startsWith(file + ":4:3: warning: <start>: child \"helo\" has"))
        .anyMatch(line -> line.startsWith(file + ":4:33: warning: <strat>: "))
        .endsWith("init will leave out what is wrong and start the rest");
  }

  @Test
  void build_configurationInOrder_isNotMentioned() throws IOException {
    Path system = systemWithInit("<start name=\"hello\" ram=\"1M\"/>");
    beginWithInit(system);
    assertThat(SystemBuild.warnings(DescriptionReader.read(system))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "image"})
  void build_configurationThatInitRefuses_stops(String command) throws IOException {
    Path system = systemWithInit("<start name=\"hello\"");
    beginWithInit(system);
    Result result = demitasse(command, system.toString());
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.errors())
        .contains(folder.resolve("init.config") + ":5:")
        .doesNotContain("compiling", "cached");
  }

  @Test
  void check_systemWithARightConfiguration_saysSoOfBoth() throws IOException {
    Result result =
        demitasse("check", systemWithInit("<start name=\"hello\" ram=\"1M\"/>").toString());
    assertThat(result.status()).isZero();
    assertThat(result.output().lines()).hasSize(2).allMatch(line -> line.endsWith(" is in order"));
  }

  @Test
  void graph_ofASystemOrAConfiguration_isTheSamePicture() throws IOException {
    Path system = systemWithInit("<start name=\"hello\" ram=\"1M\"/>");
    Path picture = folder.resolve("tree.svg");

    Result printed = demitasse("graph", folder.resolve("init.config").toString());
    Result written = demitasse("graph", system.toString(), "-o", picture.toString());

    assertThat(printed.status()).isZero();
    assertThat(printed.output()).startsWith("<svg").contains(">hello<").contains(">any service<");
    assertThat(written.status()).isZero();
    assertThat(picture).content().isEqualTo(printed.output());
  }

  @Test
  void graph_systemWithoutConfiguration_saysWhatIsMissing() {
    Result result = demitasse("graph", "hello");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.errors()).contains("no configuration of init to draw");
  }

  @Test
  void classThatDoesNotExist_isNamedWithItsPlaceAndNoImageIsLeft() throws IOException {
    Path file = folder.resolve("system.xml");
    Files.writeString(
        file,
        Files.readString(Repository.home().resolve("app/hello/system.xml"))
            .replace("app.hello.Hello", "app.hello.Helo"));
    Path image = folder.resolve("image.elf");
    Result result = demitasse("image", file.toString(), "-o", image.toString());
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.errors())
        .contains(file + ":")
        .contains("did you mean \"org.demitasse.app.hello.Hello\"?");
    assertThat(image).doesNotExist();
  }

  @Test
  void imageLargerThanTheRam_isRefusedAndTheOldOneIsLeft() throws IOException {
    Path file = folder.resolve("system.xml");
    Files.writeString(
        file,
        Files.readString(Repository.home().resolve("app/hello/system.xml"))
            .replace("128M", "16M")
            .replace("<modules>", "<modules><file name=\"large\" path=\"large.bin\"/>"));
    try (var large = new RandomAccessFile(folder.resolve("large.bin").toFile(), "rw")) {
      large.setLength(20 << 20);
    }
    Path image = Files.writeString(folder.resolve("image.elf"), "old");
    Result result = demitasse("image", file.toString(), "-o", image.toString());
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.errors()).contains(file + ":").contains("does not fit");
    assertThat(image).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**image.elf?*");
  }

  @Test
  void clean_removesWhatAProjectHasBuiltAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.writeString(folder.resolve("system.xml"), "<system/>");
    Files.createDirectories(folder.resolve("target/classes"));
    Files.writeString(folder.resolve("target/classes/A.class"), "");
    assertThat(demitasse("clean").status()).isZero();
    assertThat(folder.resolve("target")).doesNotExist();
    assertThat(folder.resolve("pom.xml")).exists();
  }

  @Test
  void dryRun_printsTheQemuLineAndNeedsNoQemu() {
    Result result = demitasse("run", "--dry-run", "--memory", "64M", "--cpus", "2");
    assertThat(result.status()).isZero();
    assertThat(result.output())
        .startsWith("qemu-system-aarch64 -M virt ")
        .contains(" -smp 2 -m 64M ")
        .contains("default.elf");
  }

  @Test
  void noQemu_isNamedWithTheLineToTypeAndExits4() {
    Result result = demitasse("run", "hello");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.errors())
        .contains("qemu-system-aarch64 is not on the PATH")
        .contains("sudo apt-get install")
        .contains("qemu-system-arm");
  }

  @Test
  void noQemu_isInstalledWhereAptNeedsNoPassword() throws IOException {
    Path calls = folder.resolve("calls");
    Files.createSymbolicLink(path.resolve("env"), Path.of("/usr/bin/env"));
    Repository.script(path.resolve("sudo"), "[ \"$1\" = -n ] && shift && exec \"$@\"");
    Repository.script(
        path.resolve("apt-get"),
        "PATH=/usr/bin:/bin",
        "echo \"$*\" >> " + calls,
        "case \"$*\" in",
        "*update) touch updated ;;",
        "*) [ -f updated ] && mv qemu-to-be " + path.resolve("qemu-system-aarch64") + " ;;",
        "esac");
    qemuThat("echo '[kernel] power off: exit code 7'");
    Files.move(path.resolve("qemu-system-aarch64"), folder.resolve("qemu-to-be"));
    Result result = demitasse(Map.of("DEMITASSE_NO_INSTALL", ""), "run");
    assertThat(result.errors()).contains("installing qemu-system-arm");
    assertThat(result.status()).isEqualTo(7);
    assertThat(Files.readAllLines(calls))
        .containsExactly(
            "-qq install -y --no-install-recommends qemu-system-arm",
            "-qq update",
            "-qq install -y --no-install-recommends qemu-system-arm");
  }

  @Test
  void noQemuAndAptFails_showsWhatAptSaid() {
    Repository.script(path.resolve("sudo"), "[ \"$1\" = -n ] && shift && exec \"$@\"");
    Repository.script(path.resolve("env"), "echo 'E: no space left'", "exit 100");
    Repository.script(path.resolve("apt-get"));
    Result result = demitasse(Map.of("DEMITASSE_NO_INSTALL", ""), "run");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.errors()).contains("E: no space left").contains("sudo apt-get install");
  }

  @Test
  void tooOldQemu_isNamedWithItsVersionAndExits4() {
    Repository.script(
        path.resolve("qemu-system-aarch64"), "echo 'QEMU emulator version 6.2.0 (Debian)'");
    Result result = demitasse("run", "hello");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.errors()).contains("6.2.0").contains("7.0.0");
  }

  @Test
  void doctor_namesWhatIsMissingAndExits4() {
    Result result = demitasse("doctor");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.output())
        .containsPattern("ok +JDK ")
        .containsPattern("MISSING +qemu-system-aarch64")
        .contains("-> sudo apt-get install -y --no-install-recommends qemu-system-arm")
        .containsPattern("absent +gdb-multiarch");
  }

  @Test
  void run_passesTheExitCodeOfTheSystemOn() {
    qemuThat("echo '[hello] hello'", "echo '[kernel] power off: exit code 7'");
    Result result = demitasse("run", "hello");
    assertThat(result.status()).isEqualTo(7);
    assertThat(result.output()).contains("[hello] hello\n");
  }

  @Test
  void run_endsWhenALineMatches() {
    qemuThat("echo '[hello] ready 42'", "exec sleep 60");
    assertThat(demitasse("run", "hello", "--until", "ready [0-9]+").status()).isZero();
  }

  @Test
  void run_fails_whenTheSystemEndsWithoutAMatch() {
    qemuThat("echo '[kernel] power off: exit code 0'");
    Result result = demitasse("run", "hello", "--until", "ready");
    assertThat(result.status()).isEqualTo(5);
    assertThat(result.errors()).contains("no line of its console matched ready");
  }

  @Test
  void run_isStoppedWhenTheTimeIsUp() {
    qemuThat("exec sleep 60");
    Result result = demitasse("run", "hello", "--timeout", "300ms");
    assertThat(result.status()).isEqualTo(5);
    assertThat(result.errors()).contains("300 ms and did not power off");
  }

  @Test
  void run_fails_whenQemuRefuses() {
    qemuThat("echo 'qemu: cannot do that' >&2", "exit 1");
    Result result = demitasse("run", "hello");
    assertThat(result.status()).isEqualTo(5);
    assertThat(result.errors()).contains("qemu: cannot do that").contains("status 1");
  }

  @Test
  void image_isListedTheSameWhenItIsReadAgain() {
    Path image = folder.resolve("hello.img");
    Result made = demitasse("image", "hello", "--format", "image", "-o", image.toString());
    assertThat(made.status()).isZero();
    Result listed = demitasse("list", image.toString());
    assertThat(listed.output()).contains("kernel", "core", "hello");
    assertThat(made.output()).startsWith(listed.output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uimage | uImage \"hello\": both checksums right, load address 0x40200000",
        "fit    | kernel-1: kernel, [0-9]+ bytes, crc32 and sha256 right",
        "sd     | [0-9]+  kernel8.img",
      })
  void list_tellsWhatTheFormatAdds(String format, String line) {
    Path image = folder.resolve("hello.img");
    demitasse("image", "hello", "--format", format, "-o", image.toString());
    assertThat(demitasse("list", image.toString()).output())
        .contains("system hello for machine virt, format " + format)
        .containsPattern(line);
  }

  @Test
  void list_showsTheCommandsOfAScript() throws IOException {
    Path script =
        Files.write(folder.resolve("boot.scr"), LegacyImage.script("hello", "echo hi\nboot\n"));
    assertThat(demitasse("list", script.toString()).output())
        .isEqualTo("U-Boot script \"hello\"%necho hi%nboot%n".formatted());
  }

  @Test
  void list_refusesADamagedImage() throws IOException {
    Path image = folder.resolve("hello.img");
    demitasse("image", "hello", "--format", "uimage", "-o", image.toString());
    byte[] content = Files.readAllBytes(image);
    content[5000] ^= 1;
    Files.write(image, content);
    Result listed = demitasse("list", image.toString());
    assertThat(listed.status()).isEqualTo(3);
    assertThat(listed.errors()).contains("is damaged: its content has CRC-32");
  }

  @Test
  void flash_refusesWhatIsNoCard() throws IOException {
    Path image = folder.resolve("hello.sd");
    demitasse("image", "hello", "--format", "sd", "-o", image.toString());
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Result refused = demitasse("flash", image.toString(), file.toString());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.errors())
        .contains("is no block device; expected one such as /dev/sdb")
        .contains("Nothing was written.");
    assertThat(Files.readString(file)).isEqualTo("mine");
    Path other = folder.resolve("hello.img");
    demitasse("image", "hello", "--format", "image", "-o", other.toString());
    assertThat(demitasse("flash", other.toString(), file.toString()).errors())
        .contains("has the format image; expected sd");
    Result absent = demitasse("flash", image.toString(), folder.resolve("absent").toString());
    assertThat(absent.errors()).contains("does not exist; is the card in its slot?");
  }

  @Test
  void size_tellsBytesOfEachProgramAndTheShareOfJava() {
    assertThat(demitasse("size", "hello").output())
        .containsPattern("kernel +[1-9][0-9]+ ")
        .containsPattern("hello +[1-9][0-9]+ ")
        .containsPattern("image: [1-9][0-9]+ bytes")
        .containsPattern("Java's share of the code on the target: [0-9.]+ %");
  }

  /** Makes a QEMU that is recent enough and does this when it runs. */
  private void qemuThat(String... lines) {
    List<String> script = new ArrayList<>();
    script.add("PATH=/usr/bin:/bin");
    script.add("[ \"$1\" != --version ] || { echo 'QEMU emulator version 8.0.0'; exit; }");
    script.addAll(Arrays.asList(lines));
    Repository.script(path.resolve("qemu-system-aarch64"), script.toArray(new String[0]));
  }

  /** Runs a command with a PATH on which there is nothing of this host. */
  private Result demitasse(String... arguments) {
    return demitasse(Map.of("DEMITASSE_NO_INSTALL", "1"), arguments);
  }

  private Result demitasse(Map<String, String> environment, String... arguments) {
    ProcessBuilder builder = process(arguments).directory(folder.toFile());
    builder.environment().put("PATH", path.toString());
    builder.environment().putAll(environment);
    return Result.of(builder, Duration.ofMinutes(5));
  }

  /** Prepares the command line with the class path of the tests, without the launcher. */
  static ProcessBuilder process(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Ddemitasse.home=" + Repository.home(),
                "-cp",
                System.getProperty("java.class.path"),
                Demitasse.class.getName()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }
}
