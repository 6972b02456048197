package org.demitasse.toolchain.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.demitasse.xml.Suggestion;

/**
 * Picks from a long class path the entries that one program is made of.
 *
 * <p>The class path of a tool or of a test holds everything at once: kernel, components, the
 * toolchain itself. A program must see its own part only, for each entry brings its assembly
 * sources and its linker script too. Its part is the entry of its main class, and, over and over,
 * the entries of the classes to which the code of these refers.
 */
public final class ProgramClassPath {
  private final List<Path> entries;

  private ProgramClassPath(List<Path> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The given folders and jars, in search order; those that do not exist are passed over. */
  public static ProgramClassPath of(List<Path> entries) {
    return new ProgramClassPath(
        entries.stream()
            .map(entry -> entry.toAbsolutePath().normalize())
            .filter(Files::exists)
            .distinct()
            .toList());
  }

  /** The class path of this very process. */
  public static ProgramClassPath ofThisProcess() {
    // Surefire starts tests with a jar that only names the others, and keeps the real path here.
    String text =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    return of(
        Arrays.stream(text.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList());
  }

  /** These entries, and behind them those of another path. */
  public ProgramClassPath followedBy(ProgramClassPath other) {
    return of(Stream.concat(entries.stream(), other.entries.stream()).toList());
  }

  /** All entries in search order. */
  public List<Path> entries() {
    return entries;
  }

  /**
   * Returns the entries that hold the given classes and all that their code refers to, in search
   * order; empty if the first of the classes is nowhere on this path.
   *
   * @param mainClass binary name, such as {@code org.demitasse.app.hello.Hello}
   * @param companions binary names of further classes that belong to the program without being
   *     named by its code; where one is missing nothing is added
   */
  public Optional<List<Path>> of(String mainClass, String... companions) {
    List<ClassPathEntry> opened = new ArrayList<>();
    try {
      entries.forEach(entry -> opened.add(ClassPathEntry.open(entry)));
      return new Search(opened).run(mainClass, companions);
    } finally {
      opened.forEach(ClassPathEntry::close);
    }
  }

  /** Returns {@code ; did you mean "x"?} for the name of a class that is not here, or nothing. */
  String hint(String className) {
    String simpleName = simpleName(className);
    List<String> sameName = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (Path path : entries) {
      try (ClassPathEntry entry = ClassPathEntry.open(path)) {
        all.addAll(entry.classNames());
      }
    }
    all.stream().filter(name -> simpleName(name).equals(simpleName)).forEach(sameName::add);
    return sameName.size() == 1
        ? "; did you mean \"" + sameName.getFirst() + "\"?"
        : Suggestion.hint(className, all);
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** One walk over the references. */
  private static final class Search {
    private final List<ClassPathEntry> entries;
    private final Map<String, Optional<ClassPathEntry>> homes = new LinkedHashMap<>();
    private final Set<Integer> chosen = new TreeSet<>();
    private final Deque<ClassPathEntry> unread = new ArrayDeque<>();

    Search(List<ClassPathEntry> entries) {
      this.entries = entries;
    }

    Optional<List<Path>> run(String mainClass, String... companions) {
      if (home(internalName(mainClass)).isEmpty()) {
        return Optional.empty();
      }
      choose(internalName(mainClass));
      for (String companion : companions) {
        choose(internalName(companion));
      }
      while (!unread.isEmpty()) {
        unread.remove().referencedClasses().forEach(this::choose);
      }
      return Optional.of(chosen.stream().map(index -> entries.get(index).path()).toList());
    }

    private static String internalName(String binaryName) {
      return binaryName.replace('.', '/');
    }

    private void choose(String internalName) {
      home(internalName)
          .ifPresent(
              entry -> {
                if (chosen.add(entries.indexOf(entry))) {
                  unread.add(entry);
                }
              });
    }

    /** Returns the first entry with a class, as a class loader does; the JDK's are in none. */
    private Optional<ClassPathEntry> home(String internalName) {
      if (internalName.startsWith("java/")) {
        return Optional.empty();
      }
      return homes.computeIfAbsent(
          internalName, name -> entries.stream().filter(entry -> entry.hasClass(name)).findFirst());
    }
  }
}
