package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demitasse.toolchain.description.BootModule;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.description.SystemDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NewProjectTest {
  @TempDir Path folder;

  @Test
  void projectHasWhatItNeedsToBuildBootAndTest() throws IOException {
    NewProject.of(ProjectTemplate.COMPONENT, "ping_pong", "org.example.ping", workspace())
        .write(folder);
    assertThat(folder.resolve("src/main/java/org/example/ping/PingPong.java"))
        .content()
        .contains("package org.example.ping;")
        .contains("public final class PingPong implements Component");
    assertThat(folder.resolve("src/test/java/org/example/ping/PingPongBootTest.java")).exists();
    assertThat(folder.resolve("system.xml"))
        .content()
        .contains("name=\"ping_pong\" class=\"org.example.ping.PingPong\"");
    assertThat(folder.resolve("pom.xml")).content().contains("<artifactId>ping_pong</artifactId>");
    assertThat(folder.resolve(".gitignore")).content().contains("target/");
    assertThat(folder.resolve("demitasse")).isExecutable();
    assertThat(folder.resolve("mvnw")).isExecutable();
    assertThat(folder.resolve(".mvn/wrapper/maven-wrapper.properties")).exists();
  }

  @ParameterizedTest
  @EnumSource
  void noPlaceIsLeftUnfilled(ProjectTemplate template) throws IOException {
    NewProject.of(template, "hello", "hello", workspace()).write(folder);
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file))
                      .doesNotContainPattern(
                          "@(name|package|class|path|version|junit|home|programs)@"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void pomIsPlain_soThatChangedSourcesNeedNoMaven(ProjectTemplate template) throws IOException {
    NewProject.of(template, "hello", "hello", workspace()).write(folder);
    assertThat(ProjectModel.read(folder).isPlain()).isTrue();
    assertThat(ProjectModel.read(folder).hasRemoteInterfaces()).isTrue();
    assertThat(ProjectModel.read(folder).release()).isEqualTo(21);
  }

  @ParameterizedTest
  @EnumSource
  void systemAndConfigurationAreInOrder(ProjectTemplate template) throws IOException {
    NewProject.of(template, "ping_pong", "org.example.ping", workspace()).write(folder);
    SystemDescription system = DescriptionReader.read(folder.resolve("system.xml"));
    assertThat(system.modules()).extracting(BootModule::name).contains("ping_pong");
    assertThat(SystemBuild.warnings(system)).isEmpty();
    assertThat(ConfigurationFile.of(system).isPresent())
        .isEqualTo(template != ProjectTemplate.COMPONENT);
  }

  @Test
  void server_hasItsServiceAndAClient() throws IOException {
    NewProject.of(ProjectTemplate.SERVER, "ping_pong", "org.example.ping", workspace())
        .write(folder);
    Path sources = folder.resolve("src/main/java/org/example/ping");
    assertThat(sources.resolve("PingPongSession.java"))
        .content()
        .contains("@Service(\"PingPong\")", "interface PingPongSession");
    assertThat(sources.resolve("Client.java")).content().contains("new PingPongSessionClient(");
  }

  @Test
  void nameOfAnotherPartOfTheSystem_isRefused() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(
            () -> NewProject.of(ProjectTemplate.SERVER, "client", "org.example", workspace()))
        .withMessageContaining("another part of a system with a server");
  }

  @ParameterizedTest
  @CsvSource({
    "sever, did you mean \"server\"?",
    "x, 'expected one of: component, client, server, supervisor'"
  })
  void unknownTemplate_isRefusedWithTheNamesThereAre(String label, String reason) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> ProjectTemplate.named(label))
        .withMessageContaining("unknown template \"" + label + "\"")
        .withMessageContaining(reason)
        .extracting(CommandFailure::exitStatus)
        .isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void folderIsRecognizedAsAProject() throws IOException {
    NewProject.of(ProjectTemplate.COMPONENT, "hello", "hello", workspace()).write(folder);
    assertThat(Workspace.of(Repository.home(), folder).isProject()).isTrue();
    assertThat(Workspace.of(Repository.home(), Repository.home().resolve("app/hello")).isProject())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Hello, for example \"hello\"",
    "my-app, for example \"my_app\"",
    "1st, for example \"st\"",
    "class, keyword",
    "kernel, name of the system",
    "'', begins with a letter",
    "../x, for example \"x\"",
    "abcdefghijabcdefghijabcdefghijab, 1 to 31",
  })
  void badName_isRefusedWithAReason(String name, String reason) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> NewProject.of(ProjectTemplate.COMPONENT, name, "some", workspace()))
        .withMessageContaining(reason)
        .extracting(CommandFailure::exitStatus)
        .isEqualTo(ExitStatus.USAGE);
  }

  @ParameterizedTest
  @CsvSource({"a..b", "org.class", "java.mine", "org.demitasse.mine", "9a"})
  void badPackage_isRefused(String packageName) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(
            () -> NewProject.of(ProjectTemplate.COMPONENT, "hello", packageName, workspace()))
        .withMessageContaining(packageName);
  }

  @Test
  void folderThatHoldsSomething_isLeftAlone() throws IOException {
    Path precious = folder.resolve("pom.xml");
    Files.writeString(precious, "precious");
    NewProject project = NewProject.of(ProjectTemplate.COMPONENT, "hello", "hello", workspace());
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> project.write(folder))
        .withMessageContaining("not empty");
    assertThat(precious).hasContent("precious");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(precious));
  }

  @Test
  void fileInPlaceOfTheFolder_isLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("hello"), "precious");
    NewProject project = NewProject.of(ProjectTemplate.COMPONENT, "hello", "hello", workspace());
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> project.write(file))
        .withMessageContaining("is a file");
    assertThat(file).hasContent("precious");
  }

  private static Workspace workspace() {
    return new Workspace(Repository.home(), Repository.home());
  }
}
