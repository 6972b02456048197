package org.demitasse.toolchain.program;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of a class path, by name. Of classes the first with a name counts; of other files all
 * are kept, in class-path order. Names have forward slashes.
 */
final class ClassPath implements Closeable {
  private interface Source {
    byte[] bytes() throws IOException;
  }

  /** A file on the class path. */
  static final class Resource {
    private final int entry;
    private final String name;
    private final String origin;
    private final Source source;

    private Resource(int entry, String name, String origin, Source source) {
      this.entry = entry;
      this.name = name;
      this.origin = origin;
      this.source = source;
    }

    /** Index of the folder or jar it stands in. */
    int entry() {
      return entry;
    }

    /** Its path within the folder or jar. */
    String name() {
      return name;
    }

    /** Where a person finds it: a file, or {@code jar!name}. */
    String origin() {
      return origin;
    }

    /** Its content. */
    byte[] bytes() {
      try {
        return source.bytes();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + origin, e);
      }
    }
  }

  private static final String CLASS = ".class";

  private final List<ZipFile> jars = new ArrayList<>();
  private final Map<String, Resource> classes = new HashMap<>();
  private final List<Resource> resources = new ArrayList<>();

  private ClassPath() {}

  /**
   * Lists folders and jars. Entries that do not exist are passed over, as a JVM does.
   *
   * @throws UncheckedIOException if one exists and cannot be read
   */
  static ClassPath of(List<Path> entries) {
    ClassPath classPath = new ClassPath();
    try {
      for (int i = 0; i < entries.size(); i++) {
        Path entry = entries.get(i);
        if (Files.isDirectory(entry)) {
          classPath.addFolder(i, entry);
        } else if (Files.isRegularFile(entry)) {
          classPath.addJar(i, entry);
        }
      }
    } catch (IOException e) {
      classPath.close();
      throw new UncheckedIOException("cannot read the class path " + entries, e);
    }
    return classPath;
  }

  private void addFolder(int index, Path folder) throws IOException {
    // Sorted: the order in which a file system lists its files must not show in the result.
    TreeMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString(), file));
    }
    files.forEach(
        (name, file) ->
            add(new Resource(index, name, file.toString(), () -> Files.readAllBytes(file))));
  }

  private void addJar(int index, Path jar) throws IOException {
    ZipFile zip = new ZipFile(jar.toFile());
    jars.add(zip);
    TreeMap<String, ZipEntry> files = new TreeMap<>();
    zip.stream().filter(entry -> !entry.isDirectory()).forEach(e -> files.put(e.getName(), e));
    files.forEach(
        (name, entry) ->
            add(
                new Resource(
                    index,
                    name,
                    jar + "!" + name,
                    () -> {
                      try (InputStream in = zip.getInputStream(entry)) {
                        return in.readAllBytes();
                      }
                    })));
  }

  private void add(Resource resource) {
    String name = resource.name();
    if (name.endsWith(CLASS)) {
      classes.putIfAbsent(name.substring(0, name.length() - CLASS.length()), resource);
    } else {
      resources.add(resource);
    }
  }

  /**
   * Finds a class.
   *
   * @param internalName its name with slashes
   */
  Optional<Resource> findClass(String internalName) {
    return Optional.ofNullable(classes.get(internalName));
  }

  /** Whether there is a class of this name, with slashes. */
  boolean hasClass(String internalName) {
    return classes.containsKey(internalName);
  }

  /** Returns the folders and jars that hold classes, by index. */
  Set<Integer> entriesWithClasses() {
    Set<Integer> entries = new HashSet<>();
    classes.values().forEach(resource -> entries.add(resource.entry()));
    return entries;
  }

  /** Everything that is not a class, sorted by entry and name. */
  List<Resource> resources() {
    return resources;
  }

  /** Classes and all else, sorted by entry and name. */
  List<Resource> files() {
    List<Resource> files = new ArrayList<>(classes.values());
    files.addAll(resources);
    files.sort(Comparator.comparingInt(Resource::entry).thenComparing(Resource::name));
    return files;
  }

  @Override
  public void close() {
    for (ZipFile jar : jars) {
      try {
        jar.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close " + jar.getName(), e);
      }
    }
  }
}
