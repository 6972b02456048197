package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user's first hour: makes a project with the launcher, runs it, changes it, breaks it, tests it.
 * The steps build on each other. The artifacts of this build are installed into a repository that
 * lives as long as the test; everything else comes from the usual one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UserProjectTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir static Path folder;

  /** Never the same twice: the cache of programs outlives this test, and would know the line. */
  private static final String CHANGED = "line %x of".formatted(System.nanoTime());

  private static Path project;
  private static Path source;

  @BeforeAll
  static void makeProject() {
    assumeThat(SystemPackages.ofThisHost().program("qemu-system-aarch64"))
        .as("QEMU is installed")
        .isPresent();
    project = folder.resolve("ping");
    source = project.resolve("src/main/java/ping/Ping.java");
    Result result = run(folder, Repository.home().resolve("demitasse"), "new", "ping");
    assertThat(result.status()).as(result.errors()).isZero();
  }

  @Test
  @Order(1)
  void newProject_boots() {
    Result result = demitasse("run", "--timeout", "120s");
    assertThat(result.status()).as(result.errors()).isZero();
    assertThat(result.output().lines())
        .contains("[ping] hello from ping")
        .endsWith("[kernel] power off: exit code 0");
  }

  @Test
  @Order(2)
  void itsBootTestPasses_withPlainMaven() {
    Result result = run(project, project.resolve("mvnw"), "-B", "-ntp", "test");
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
  }

  @Test
  @Order(3)
  void changedLine_bootsWithoutMavenAndWithoutCompilingOthersAgain() throws IOException {
    replace(source, "hello from", CHANGED);
    Result result = demitasse("run", "--timeout", "120s");
    assertThat(result.status()).as(result.errors()).isZero();
    assertThat(result.output().lines()).contains("[ping] " + CHANGED + " ping");
    assertThat(result.errors())
        .contains("kernel: cached", "core: cached", "compiling ping")
        .doesNotContain("Maven");
  }

  @Test
  @Order(4)
  void bootTestThatExpectsTheOldLine_fails() {
    Result result = demitasse("test");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output().stripTrailing())
        .contains("[ping] " + CHANGED + " ping")
        .endsWith("[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0");
  }

  @Test
  @Order(5)
  void bootTestThatExpectsTheNewLine_passes() throws IOException {
    replace(project.resolve("src/test/java/ping/PingBootTest.java"), "hello from", CHANGED);
    Result result = demitasse("test");
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output().stripTrailing())
        .endsWith("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
  }

  @Test
  @Order(6)
  void mistakeInTheSource_isNamedWithFileAndLine() throws IOException {
    replace(source, "env.log(", "env.lag(");
    Result result = demitasse("run", "--timeout", "120s");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.errors())
        .containsPattern("Ping\\.java:[0-9]+: error: cannot find symbol")
        .contains("The project does not compile.");
  }

  @Test
  @Order(7)
  void callThatTheTargetDoesNotHave_isNamedWithItsPlace() throws IOException {
    replace(source, "env.lag(", "new java.net.Socket(\"host\", 80); env.log(");
    replace(source, "construct(Env env) {", "construct(Env env) { try {");
    replace(source, "label());", "label()); } catch (java.io.IOException e) { env.exit(1); }");
    Result result = demitasse("run", "--timeout", "120s");
    assertThat(result.status()).as(result.errors()).isEqualTo(1);
    assertThat(result.errors())
        .contains("ping: ")
        .contains("java.net.Socket")
        .containsPattern("Ping\\.java:[0-9]+");
  }

  /** Their names are always the same, so that the cache of programs knows them. */
  @ParameterizedTest
  @Order(8)
  @ValueSource(strings = {"client", "server", "supervisor"})
  void otherTemplates_passTheirBootTests(String template) {
    Result made =
        run(
            folder,
            Repository.home().resolve("demitasse"),
            "new",
            "own_" + template,
            "--template",
            template);
    assertThat(made.status()).as(made.errors()).isZero();
    Path other = folder.resolve("own_" + template);
    Result result = run(other, other.resolve("demitasse"), "test");
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output().stripTrailing())
        .endsWith("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
  }

  @Test
  @Order(9)
  void serverAndItsClient_run() {
    Path other = folder.resolve("own_server");
    Result result = run(other, other.resolve("demitasse"), "run", "--timeout", "120s");
    assertThat(result.status()).as(result.errors()).isZero();
    assertThat(result.output().lines())
        .contains("[init -> client] hello Grace, greeting 2 for client");
  }

  private static Result demitasse(String... arguments) {
    return run(project, project.resolve("demitasse"), arguments);
  }

  private static Result run(Path directory, Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .put(
            "MAVEN_ARGS",
            "-Dmaven.repo.local=%s -Dmaven.repo.local.tail=%s -Dmaven.repo.local.tail.ignoreAvailability=true"
                .formatted(folder.resolve("repository"), usualRepository()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Result.of(builder, PATIENCE);
  }

  /** Surefire tells its tests where Maven's local repository is. */
  private static String usualRepository() {
    return System.getProperty(
        "localRepository", System.getProperty("user.home") + "/.m2/repository");
  }

  private static void replace(Path file, String text, String replacement) throws IOException {
    String content = Files.readString(file);
    assertThat(content).contains(text);
    Files.writeString(file, content.replace(text, replacement));
  }
}
