package org.demitasse.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.demitasse.xml.Suggestion;

/** What a new project consists of: the resources of a folder, and those that all have. */
enum ProjectTemplate {
  COMPONENT(Map.of(), List.of()),
  CLIENT(Map.of("config.xml", "config.xml"), List.of("init", "timer", "config")),
  SERVER(
      Map.of(
          "config.xml",
          "config.xml",
          "Session.java",
          "src/main/java/@path@/@class@Session.java",
          "Client.java",
          "src/main/java/@path@/Client.java"),
      List.of("init", "client", "config")),
  SUPERVISOR(
      Map.of("config.xml", "config.xml", "Worker.java", "src/main/java/@path@/Worker.java"),
      List.of("init", "worker", "config"));

  /** Resources that every template has in its folder, and where they go. */
  private static final Map<String, String> COMMON =
      Map.of(
          "system.xml",
          "system.xml",
          "README.md",
          "README.md",
          "Component.java",
          "src/main/java/@path@/@class@.java",
          "BootTest.java",
          "src/test/java/@path@/@class@BootTest.java");

  /** Programs of Demitasse that the system is made of besides kernel and core. */
  private static final String PROGRAMS =
      """

          <!-- Boot beside the own components. -->
          <dependency>
            <groupId>org.demitasse</groupId>
            <artifactId>demitasse-init</artifactId>
            <version>${demitasse.version}</version>
            <scope>test</scope>
          </dependency>
          <dependency>
            <groupId>org.demitasse</groupId>
            <artifactId>demitasse-server-timer</artifactId>
            <version>${demitasse.version}</version>
            <scope>test</scope>
          </dependency>""";

  private final Map<String, String> own;
  private final List<String> moduleNames;

  ProjectTemplate(Map<String, String> own, List<String> moduleNames) {
    this.own = own;
    this.moduleNames = moduleNames;
  }

  /** Returns the word of the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the names that the own component cannot have, since others of its system do. */
  List<String> moduleNames() {
    return moduleNames;
  }

  /** Calls for each file of its own with the resource, and the place in the project. */
  void forEachFile(FileMaker maker) throws IOException {
    for (Map<String, String> files : List.of(COMMON, own)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        maker.make(label() + "/" + file.getKey(), file.getValue());
      }
    }
  }

  /** Makes a file of a project. */
  interface FileMaker {
    void make(String resource, String place) throws IOException;
  }

  /** Returns the dependencies of the pom on programs of the system. */
  String programs() {
    return this == COMPONENT ? "" : PROGRAMS;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(ProjectTemplate::label).toList();
  }

  /**
   * Returns the template of a name.
   *
   * @throws CommandFailure if there is none, with the names there are
   */
  static ProjectTemplate named(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findAny()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "unknown template \"%s\"; expected one of: %s%s"
                        .formatted(
                            label, String.join(", ", labels()), Suggestion.hint(label, labels()))));
  }
}
