package org.demitasse.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** The files of a project to be made, from the templates in the resource folder {@code project}. */
final class NewProject {
  /** Also the form of names in an image, where 31 bytes are the most. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

  /** Names that mean something else in a system. */
  private static final List<String> RESERVED = List.of("kernel", "core", "demitasse");

  /** Files of the Maven wrapper, the same as the repository's. */
  private static final List<String> WRAPPER =
      List.of("mvnw", "mvnw.cmd", ".mvn/find-jdk.sh", ".mvn/wrapper/maven-wrapper.properties");

  private final ProjectTemplate template;
  private final Map<String, String> values;
  private final Path home;

  private NewProject(ProjectTemplate template, Map<String, String> values, Path home) {
    this.template = template;
    this.values = values;
    this.home = home;
  }

  /**
   * Checks the names.
   *
   * @throws CommandFailure if one cannot be a component or a package of Java
   */
  static NewProject of(
      ProjectTemplate template, String name, String packageName, Workspace workspace) {
    if (!NAME.matcher(name).matches() || SourceVersion.isKeyword(name)) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "\"%s\" cannot be a component: %s%s"
              .formatted(
                  name,
                  SourceVersion.isKeyword(name)
                      ? "it is a keyword of Java"
                      : "a name has 1 to 31 lower-case letters, digits and underscores and begins with"
                          + " a letter",
                  suggestion(name)));
    }
    if (RESERVED.contains(name)) {
      throw new CommandFailure(
          ExitStatus.USAGE, "\"%s\" is a name of the system itself; take another".formatted(name));
    }
    if (template.moduleNames().contains(name)) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "\"%s\" is the name of another part of a system with a %s; take another"
              .formatted(name, template.label()));
    }
    if (!SourceVersion.isName(packageName)) {
      throw new CommandFailure(
          ExitStatus.USAGE, "\"%s\" is not a Java package name".formatted(packageName));
    }
    if (packageName.startsWith("java.") || packageName.startsWith("org.demitasse")) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "package %s belongs to the system; take one of your own".formatted(packageName));
    }
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("package", packageName);
    values.put("path", packageName.replace('.', '/'));
    values.put("class", className(name));
    values.put("version", VersionCommand.property("version"));
    values.put("junit", VersionCommand.property("junit"));
    values.put("home", workspace.home().toString().replace("'", "'\\''"));
    values.put("programs", template.programs());
    return new NewProject(template, values, workspace.home());
  }

  /**
   * Writes the project.
   *
   * @throws CommandFailure if something is there already
   */
  void write(Path folder) throws IOException {
    requireEmpty(folder);
    writeTemplate("pom.xml", folder.resolve("pom.xml"));
    writeTemplate("gitignore", folder.resolve(".gitignore"));
    writeTemplate("demitasse", folder.resolve("demitasse"));
    setExecutable(folder.resolve("demitasse"));
    template.forEachFile(
        (resource, place) -> writeTemplate(resource, folder.resolve(filled(place))));
    for (String file : WRAPPER) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(home.resolve(file), target);
    }
    setExecutable(folder.resolve("mvnw"));
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitStatus.USAGE, "%s is a file; name another folder with --directory".formatted(folder));
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new CommandFailure(
            ExitStatus.USAGE,
            "the folder %s exists and is not empty; name another with --directory"
                .formatted(folder));
      }
    }
  }

  private void writeTemplate(String template, Path file) throws IOException {
    String text;
    try (InputStream input = NewProject.class.getResourceAsStream("project/" + template)) {
      if (input == null) {
        throw new IOException("the template " + template + " is missing; build Demitasse again");
      }
      text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, filled(text));
  }

  /** Puts what is known of the project into its places. */
  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("@" + value.getKey() + "@", value.getValue());
    }
    return filled;
  }

  private static void setExecutable(Path file) throws IOException {
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make %s executable".formatted(file));
    }
  }

  /** Returns {@code PingPong} for {@code ping_pong}. */
  private static String className(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.split("_", -1)) {
      if (!word.isEmpty()) {
        text.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return text.toString();
  }

  private static String suggestion(String name) {
    String mended =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[0-9_]+|_$", "");
    return NAME.matcher(mended).matches() && !SourceVersion.isKeyword(mended)
        ? "; for example \"%s\"".formatted(mended)
        : "";
  }
}
