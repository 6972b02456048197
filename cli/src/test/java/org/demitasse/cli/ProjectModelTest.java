package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only where javac over the sources is the whole truth may Maven be left out. */
class ProjectModelTest {
  private static final String POM =
      """
      <project>
        <properties><maven.compiler.release>21</maven.compiler.release></properties>
        <build><plugins>
          <plugin>
            <groupId>org.apache.maven.plugins</groupId>
            <artifactId>maven-compiler-plugin</artifactId>
          </plugin>
          <!-- more -->
        </plugins></build>
      </project>
      """;

  @Test
  void usualPomIsPlain() {
    assertThat(ProjectModel.of(POM).isPlain()).isTrue();
  }

  @Test
  void processorForRemoteInterfaces_needsNoMaven_unlessThereIsAnotherOne() {
    String own =
        """
        <path>
          <groupId>org.demitasse</groupId>
          <artifactId>demitasse-processor</artifactId>
          <version>${demitasse.version}</version>
        </path>
        """;
    ProjectModel model = withProcessors(own);
    assertThat(model.isPlain()).isTrue();
    assertThat(model.hasRemoteInterfaces()).isTrue();
    assertThat(withProcessors(own + own.replace("demitasse", "other")).isPlain()).isFalse();
    assertThat(withProcessors(own.replace("demitasse", "other")).isPlain()).isFalse();
    assertThat(ProjectModel.of(POM).hasRemoteInterfaces()).isFalse();
  }

  private static ProjectModel withProcessors(String paths) {
    return ProjectModel.of(
        POM.replace(
            "<!-- more -->", "<annotationProcessorPaths>" + paths + "</annotationProcessorPaths>"));
  }

  @Test
  void pomWithoutReleaseIsNotPlain() {
    assertThat(ProjectModel.of(POM.replace("maven.compiler.release", "x")).isPlain()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<plugin><artifactId>kotlin-maven-plugin</artifactId></plugin>",
        "<plugin><groupId>g</groupId><artifactId> antlr4-maven-plugin </artifactId></plugin>",
        "<configuration><compilerArgs><arg>-Xlint</arg></compilerArgs></configuration>",
        "<annotationProcessorPaths/>",
        "<parent>",
        "<profiles>",
        "<scope>provided</scope>"
      })
  void pomThatDoesMoreIsNotPlain(String addition) {
    assertThat(ProjectModel.of(POM.replace("<!-- more -->", addition)).isPlain()).isFalse();
  }

  @Test
  void commentsDoNotCount() {
    assertThat(ProjectModel.of(POM.replace("more", "<parent>")).isPlain()).isTrue();
  }

  @Test
  void everyChangeChangesTheChecksum() {
    assertThat(ProjectModel.of(POM + " ").checksum()).isNotEqualTo(ProjectModel.of(POM).checksum());
  }
}
