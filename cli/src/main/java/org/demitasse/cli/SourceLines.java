package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lines of source by language, blank ones left out: of what runs on the target (kernel, components
 * and the language runtime below them) and of the tools that run on the host. Tests do not count.
 */
final class SourceLines {
  private static final List<String> TARGET_FOLDERS =
      List.of(
          "abi",
          "xml",
          "devicetree",
          "kernel",
          "base",
          "core",
          "init",
          "app",
          "driver",
          "server",
          "ladder",
          "library");

  /** The lowest layer of the language runtime is linked into every program. */
  private static final String RUNTIME = "toolchain/src/main/resources";

  private static final int DEPTH = 20;

  private enum Language {
    JAVA("Java", ".java"),
    ASSEMBLY("assembly", ".S"),
    C("C", ".c", ".h"),
    LINKER_SCRIPT("linker script", ".ld"),
    XML("XML", ".xml", ".xsd");

    private final String title;
    private final List<String> suffixes;

    Language(String title, String... suffixes) {
      this.title = title;
      this.suffixes = List.of(suffixes);
    }

    static Language of(Path file) {
      String name = file.toString();
      for (Language language : values()) {
        if (language.suffixes.stream().anyMatch(name::endsWith)) {
          return language;
        }
      }
      return XML;
    }

    static boolean isKnown(Path file) {
      String name = file.toString();
      return Stream.of(values())
          .anyMatch(language -> language.suffixes.stream().anyMatch(name::endsWith));
    }

    /** Whether it becomes machine code, and so counts for the share of Java. */
    boolean isCode() {
      return this == JAVA || this == ASSEMBLY || this == C;
    }
  }

  private final Map<Language, Integer> target = new EnumMap<>(Language.class);
  private final Map<Language, Integer> host = new EnumMap<>(Language.class);

  private SourceLines() {}

  /** Counts in the repository's folder. */
  static SourceLines count(Path home) {
    SourceLines lines = new SourceLines();
    try (Stream<Path> files =
        Files.find(
            home, DEPTH, (path, attributes) -> attributes.isRegularFile() && counts(home, path))) {
      files.forEach(
          file ->
              (isForTarget(home.relativize(file)) ? lines.target : lines.host)
                  .merge(Language.of(file), nonBlankLines(file), Integer::sum));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + home, unreadable);
    }
    return lines;
  }

  private static boolean counts(Path home, Path file) {
    String path = "/" + home.relativize(file);
    return path.contains("/src/main/") && Language.isKnown(file);
  }

  private static boolean isForTarget(Path relative) {
    return TARGET_FOLDERS.contains(relative.getName(0).toString()) || relative.startsWith(RUNTIME);
  }

  private static int nonBlankLines(Path file) {
    try {
      return (int)
          Files.readString(file, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  /** Returns the share of Java in the code that runs on the target, 0 to 1. */
  double shareOfJava() {
    int code =
        target.entrySet().stream()
            .filter(entry -> entry.getKey().isCode())
            .mapToInt(Map.Entry::getValue)
            .sum();
    return code == 0 ? 0 : (double) target.getOrDefault(Language.JAVA, 0) / code;
  }

  @Override
  public String toString() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("lines of source", "on the target", "tools"));
    for (Language language : Language.values()) {
      rows.add(
          List.of(
              language.title,
              Integer.toString(target.getOrDefault(language, 0)),
              Integer.toString(host.getOrDefault(language, 0))));
    }
    return Table.of(rows)
        + "Java's share of the code on the target: %.1f %%%n".formatted(100 * shareOfJava());
  }
}
