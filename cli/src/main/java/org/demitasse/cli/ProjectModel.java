package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The little that has to be known of a project's pom.
 *
 * @param checksum changes with every change of the pom
 * @param release what javac's {@code --release} gets
 * @param isPlain whether compiling is nothing but javac over {@code src/main/java} and a copy of
 *     {@code src/main/resources}
 * @param hasRemoteInterfaces whether javac is to run the processor for remote interfaces, the only
 *     one of a plain project
 */
record ProjectModel(String checksum, int release, boolean isPlain, boolean hasRemoteInterfaces) {
  private static final Pattern RELEASE =
      Pattern.compile(
          "<maven\\.compiler\\.release>\\s*(\\d{1,3})\\s*</maven\\.compiler\\.release>");
  private static final Pattern PLUGIN =
      Pattern.compile("<plugin>.*?<artifactId>\\s*(.*?)\\s*</artifactId>", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

  /** Demitasse's own processor, and no other. */
  private static final Pattern OWN_PROCESSOR =
      Pattern.compile(
          "<annotationProcessorPaths>\\s*<path>\\s*<groupId>org\\.demitasse</groupId>\\s*"
              + "<artifactId>demitasse-processor</artifactId>\\s*<version>[^<]*</version>\\s*"
              + "</path>\\s*</annotationProcessorPaths>");

  /** Plugins that do nothing to sources and class files by themselves. */
  private static final List<String> HARMLESS_PLUGINS =
      List.of(
          "maven-compiler-plugin",
          "maven-surefire-plugin",
          "maven-toolchains-plugin",
          "maven-enforcer-plugin",
          "maven-jar-plugin",
          "maven-resources-plugin");

  /** Elements behind which sources, options or processors may hide. */
  private static final List<String> UNUSUAL =
      List.of(
          "<parent>",
          "<profiles>",
          "<modules>",
          "<sourceDirectory>",
          "<outputDirectory>",
          "<resources>",
          "<extensions>",
          "<compilerArg",
          "<compilerArgument",
          "<annotationProcessor",
          "<proc>",
          "<excludes>",
          "<includes>",
          "<scope>provided</scope>",
          "<scope>system</scope>");

  static ProjectModel read(Path folder) {
    Path pom = folder.resolve("pom.xml");
    try {
      return of(Files.readString(pom));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + pom, unreadable);
    }
  }

  static ProjectModel of(String pom) {
    CRC32 checksum = new CRC32();
    checksum.update(pom.getBytes(StandardCharsets.UTF_8));
    checksum.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
    String withProcessor = COMMENT.matcher(pom).replaceAll("");
    String text = OWN_PROCESSOR.matcher(withProcessor).replaceAll("");
    Matcher release = RELEASE.matcher(text);
    boolean hasRelease = release.find();
    boolean plain =
        hasRelease
            && UNUSUAL.stream().noneMatch(text::contains)
            && PLUGIN
                .matcher(text)
                .results()
                .allMatch(plugin -> HARMLESS_PLUGINS.contains(plugin.group(1)));
    return new ProjectModel(
        "%08x %d".formatted(checksum.getValue(), pom.length()),
        hasRelease ? Integer.parseInt(release.group(1)) : Runtime.version().feature(),
        plain,
        !text.equals(withProcessor));
  }
}
