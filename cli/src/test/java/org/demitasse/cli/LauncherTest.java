package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script in a small copy of the repository, with a Maven and JDKs that only pretend,
 * on a PATH without anything else of this host.
 */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "mkdir",
          "mv",
          "readlink",
          "sed",
          "tail",
          "touch");

  @TempDir Path folder;

  private Path home;
  private Path path;

  @BeforeEach
  void makeRepository() throws IOException {
    home = folder.resolve("demitasse with space");
    path = Files.createDirectories(folder.resolve("path"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(path.resolve(tool), onThisHost(tool));
    }
    Path source = Repository.home();
    Files.createDirectories(home.resolve(".mvn"));
    Files.copy(source.resolve("demitasse"), home.resolve("demitasse"));
    Files.copy(source.resolve(".mvn/find-jdk.sh"), home.resolve(".mvn/find-jdk.sh"));
    Files.createDirectories(home.resolve("cli/src/main/java"));
    Files.writeString(home.resolve("cli/src/main/java/Main.java"), "class Main {}");
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("some.jar"), "");
    mavenThat(
        "echo \"$*\" >> \"$PWD/maven-runs\"",
        "mkdir -p cli/target/fast",
        "echo jar > cli/target/fast/demitasse-cli-1.jar",
        "printf %s \"$PWD/some.jar\" > cli/target/fast/class-path");
  }

  @Test
  void noJdk_namesWhatIsMissingAndExits4() {
    Result result = launch("version");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.errors())
        .contains("No JDK of version 21 or newer found")
        .contains("export JAVA_HOME=");
    assertThat(home.resolve("maven-runs")).doesNotExist();
  }

  @Test
  void onlyAnOldJdk_isNamedWithItsVersion() {
    Path old = jdk("jdk-17", "17.0.15");
    assertThat(launch("version").errors()).contains("too old: JDK 17 in " + old);
    assertThat(launch("version").status()).isEqualTo(4);
  }

  @Test
  void jdkThatAptOffers_isTheLineToType() {
    Repository.script(
        path.resolve("apt-cache"),
        "[ \"$2\" = openjdk-21-jdk-headless ] && echo '  Candidate: 21.0.9'",
        "[ \"$2\" = openjdk-25-jdk-headless ] && echo '  Candidate: (none)'");
    Result result = launch("version");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.errors())
        .contains("Type: sudo apt-get install -y --no-install-recommends openjdk-21-jdk-headless");
  }

  @Test
  void newestJdkIsTakenWhereJavaHomeIsTooOld() {
    Path old = jdk("jdk-17", "17.0.15");
    jdk("jdk-21", "21.0.1");
    Path newest = jdk("jdk-25", "25.0.3");
    Result result = launch(List.of("JAVA_HOME=" + old), "version");
    assertThat(result.status()).isZero();
    assertThat(result.output()).contains(newest.resolve("bin/java").toString());
  }

  @Test
  void javaHomeIsTakenBeforeNewerOnes() {
    Path own = jdk("jdk-21", "21.0.1");
    jdk("jdk-25", "25.0.3");
    assertThat(launch(List.of("JAVA_HOME=" + own), "version").output())
        .contains(own.resolve("bin/java").toString());
  }

  @Test
  void argumentsReachTheCommandLineUnchanged() {
    jdk("jdk-25", "25.0.3");
    assertThat(launch("run", "two words", "--until", "a*").output())
        .contains("org.demitasse.cli.Demitasse\nrun\ntwo words\n--until\na*\n");
  }

  @Test
  void exitStatusOfTheCommandLineIsPassedOn() {
    Path jdk = jdk("jdk-25", "25.0.3");
    Repository.script(jdk.resolve("bin/java"), "exit 37");
    assertThat(launch("run").status()).isEqualTo(37);
  }

  @Test
  void nothingIsBuiltWhileNothingChanges() throws IOException {
    jdk("jdk-25", "25.0.3");
    launch("version");
    launch("version");
    assertThat(mavenRuns()).hasSize(1);
  }

  @Test
  void changedSource_isBuilt() throws IOException {
    jdk("jdk-25", "25.0.3");
    launch("version");
    makeNewer(home.resolve("cli/src/main/java/Main.java"));
    launch("version");
    assertThat(mavenRuns()).hasSize(2);
  }

  @Test
  void removedSource_isBuilt() throws IOException {
    jdk("jdk-25", "25.0.3");
    launch("version");
    Files.delete(home.resolve("cli/src/main/java/Main.java"));
    makeNewer(home.resolve("cli/src/main/java"));
    launch("version");
    assertThat(mavenRuns()).hasSize(2);
  }

  @Test
  void vanishedLibrary_isBuilt() throws IOException {
    jdk("jdk-25", "25.0.3");
    launch("version");
    Files.delete(home.resolve("some.jar"));
    launch("version");
    assertThat(mavenRuns()).hasSize(2);
  }

  @Test
  void onlyOtherProjectsNeedTheArtifactsInstalled() throws IOException {
    jdk("jdk-25", "25.0.3");
    launch("run");
    launch("new", "hello");
    launch("new", "hello");
    assertThat(mavenRuns()).hasSize(2);
    assertThat(mavenRuns().get(0)).endsWith(" package");
    assertThat(mavenRuns().get(1)).endsWith(" install");
  }

  @Test
  void noNetwork_saysSoAndExits4() {
    jdk("jdk-25", "25.0.3");
    mavenThat(
        "echo '[ERROR] Could not transfer artifact a:b:pom:1 from/to central: Unknown host'",
        "exit 1");
    Result result = launch("version");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.errors()).contains("Unknown host").contains("No network");
  }

  @Test
  void failedBuild_showsTheErrorsAndWhereTheLogIs() {
    jdk("jdk-25", "25.0.3");
    mavenThat("echo '[INFO] noise'", "echo '[ERROR] Main.java:[1,2] missing semicolon'", "exit 1");
    Result result = launch("version");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.errors())
        .contains("[ERROR] Main.java:[1,2] missing semicolon")
        .contains("build/launcher/build.log")
        .doesNotContain("noise");
  }

  @Test
  void failedBuild_isTriedAgain() throws IOException {
    jdk("jdk-25", "25.0.3");
    mavenThat("echo run >> \"$PWD/maven-runs\"", "exit 1");
    launch("version");
    launch("version");
    assertThat(mavenRuns()).hasSize(2);
  }

  private Result launch(String... arguments) {
    return launch(List.of(), arguments);
  }

  private Result launch(List<String> variables, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                path.resolve("env").toString(),
                "-i",
                "PATH=" + path,
                "HOME=" + folder,
                "DEMITASSE_NO_INSTALL=1",
                "DEMITASSE_JDK_FOLDERS=" + folder + "/jdk*"));
    command.addAll(variables);
    command.add(home.resolve("demitasse").toString());
    command.addAll(Arrays.asList(arguments));
    return Result.of(
        new ProcessBuilder(command).directory(folder.toFile()), Duration.ofSeconds(60));
  }

  private void mavenThat(String... lines) {
    Repository.script(home.resolve("mvnw"), lines);
  }

  private List<String> mavenRuns() throws IOException {
    return Files.readAllLines(home.resolve("maven-runs"));
  }

  /** Makes something that looks like a JDK, whose java prints what it was called with. */
  private Path jdk(String name, String version) {
    Path jdk = folder.resolve(name);
    Repository.script(jdk.resolve("bin/java"), "printf '%s\\n' \"$0\" \"$@\"");
    Repository.script(jdk.resolve("bin/javac"), "exit 1");
    try {
      Files.writeString(
          jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return jdk;
  }

  private static void makeNewer(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }

  private static Path onThisHost(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("this host has no " + tool));
  }
}
