package org.demitasse.toolchain.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;

/** A folder or jar of class files. Not for use by several threads. */
abstract sealed class ClassPathEntry implements AutoCloseable {
  private static final String CLASS_FILE = ".class";

  /** JVMS 4.4: the tag of CONSTANT_Class, whose index leads to a CONSTANT_Utf8. */
  private static final int CONSTANT_CLASS = 7;

  private final Path path;

  private ClassPathEntry(Path path) {
    this.path = path;
  }

  /** Opens an existing folder or jar. */
  static ClassPathEntry open(Path path) {
    try {
      return Files.isDirectory(path) ? new Folder(path) : new Jar(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
  }

  Path path() {
    return path;
  }

  /** Whether a file is there, by its name with forward slashes. */
  abstract boolean has(String file);

  /** Returns the names of all class files, with forward slashes. */
  abstract List<String> classFileNames() throws IOException;

  /** Returns the contents of all class files. */
  abstract List<byte[]> classFiles() throws IOException;

  @Override
  public abstract void close();

  boolean hasClass(String internalName) {
    return has(internalName + CLASS_FILE);
  }

  /** Returns the binary names of all classes that are not nested in others. */
  List<String> classNames() {
    try {
      return classFileNames().stream()
          .filter(name -> name.indexOf('$') < 0)
          .map(name -> name.substring(0, name.length() - CLASS_FILE.length()).replace('/', '.'))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
  }

  /** Returns the internal names of all classes that code in this entry refers to. */
  Set<String> referencedClasses() {
    try {
      Set<String> names = new HashSet<>();
      for (byte[] classFile : classFiles()) {
        addReferences(classFile, names);
      }
      return names;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
  }

  private static void addReferences(byte[] classFile, Set<String> names) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      if (item > 0 && classFile[item - 1] == CONSTANT_CLASS) {
        String name = reader.readUTF8(item, buffer);
        if (name != null) {
          names.add(elementType(name));
        }
      }
    }
  }

  /** Returns {@code a/B} for {@code a/B} and for {@code [[La/B;}. */
  private static String elementType(String name) {
    int brackets = name.lastIndexOf('[') + 1;
    return brackets > 0 && name.endsWith(";")
        ? name.substring(brackets + 1, name.length() - 1)
        : name;
  }

  private static final class Folder extends ClassPathEntry {
    Folder(Path path) {
      super(path);
    }

    @Override
    boolean has(String file) {
      return Files.isRegularFile(path().resolve(file));
    }

    @Override
    List<String> classFileNames() throws IOException {
      try (Stream<Path> files = Files.walk(path())) {
        return files
            .filter(file -> file.toString().endsWith(CLASS_FILE) && Files.isRegularFile(file))
            .map(file -> path().relativize(file).toString())
            .toList();
      }
    }

    @Override
    List<byte[]> classFiles() throws IOException {
      return classFileNames().stream().map(path()::resolve).map(Folder::read).toList();
    }

    private static byte[] read(Path file) {
      try {
        return Files.readAllBytes(file);
      } catch (IOException unreadable) {
        throw new UncheckedIOException("cannot read " + file, unreadable);
      }
    }

    @Override
    public void close() {}
  }

  private static final class Jar extends ClassPathEntry {
    private final ZipFile zip;

    Jar(Path path) throws IOException {
      super(path);
      zip = new ZipFile(path.toFile());
    }

    @Override
    boolean has(String file) {
      return zip.getEntry(file) != null;
    }

    @Override
    List<String> classFileNames() {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(CLASS_FILE) && !name.startsWith("META-INF/versions/"))
          .toList();
    }

    @Override
    List<byte[]> classFiles() throws IOException {
      List<byte[]> contents = new ArrayList<>();
      for (String name : classFileNames()) {
        try (InputStream input = zip.getInputStream(zip.getEntry(name))) {
          contents.add(input.readAllBytes());
        }
      }
      return contents;
    }

    @Override
    public void close() {
      try {
        zip.close();
      } catch (IOException harmless) {
        // Only read from: nothing is lost.
        return;
      }
    }
  }
}
