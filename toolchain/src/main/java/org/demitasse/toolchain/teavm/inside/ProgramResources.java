package org.demitasse.toolchain.teavm.inside;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.demitasse.toolchain.teavm.AbsentClasses;
import org.jspecify.annotations.Nullable;
import org.teavm.parsing.resource.Resource;
import org.teavm.parsing.resource.ResourceProvider;

/**
 * What the program may see: first the corrected classes, then its own class path, then TeaVM's
 * class library. Nothing else of the toolchain's class path, so that a program cannot come to
 * depend on it.
 */
final class ProgramResources implements ResourceProvider {
  private static final List<String> LIBRARY_PREFIXES = List.of("org/teavm/", "com/jcraft/jzlib/");

  private final Map<String, byte[]> targetClasses;
  private final List<Object> entries = new ArrayList<>();
  private final ClassLoader library;

  ProgramResources(Map<String, byte[]> targetClasses, List<Path> classPath, ClassLoader library)
      throws IOException {
    this.targetClasses = targetClasses;
    this.library = library;
    for (Path entry : classPath) {
      if (Files.isDirectory(entry)) {
        entries.add(entry);
      } else if (Files.isRegularFile(entry)) {
        entries.add(new ZipFile(entry.toFile()));
      } else {
        close();
        throw new NoSuchFileException(entry.toString(), null, "class path entry does not exist");
      }
    }
  }

  @Override
  public Iterator<Resource> getResources(String name) {
    List<Resource> found = new ArrayList<>();
    byte[] corrected = targetClasses.get(name);
    if (corrected != null) {
      found.add(new Bytes(corrected));
    }
    for (Object entry : entries) {
      if (entry instanceof ZipFile zip) {
        ZipEntry member = zip.getEntry(name);
        if (member != null) {
          found.add(new ZipMember(zip, member));
        }
      } else if (entry instanceof Path directory) {
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) {
          found.add(new FileResource(file));
        }
      }
    }
    if (LIBRARY_PREFIXES.stream().anyMatch(name::startsWith)) {
      byte[] bytes = libraryBytes(name);
      if (bytes != null) {
        found.add(new Bytes(bytes));
      }
    }
    return found.iterator();
  }

  private byte @Nullable [] libraryBytes(String name) {
    if (AbsentClasses.hides(name)) {
      return null;
    }
    try (InputStream stream = library.getResourceAsStream(name)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  @Override
  public void close() {
    for (Object entry : entries) {
      if (entry instanceof ZipFile zip) {
        try {
          zip.close();
        } catch (IOException e) {
          throw new UncheckedIOException("cannot close " + zip.getName(), e);
        }
      }
    }
  }

  /** Something that can be opened; its age is of no interest, since no build is incremental. */
  private abstract static class Timeless implements Resource {
    @Override
    @SuppressWarnings("JavaUtilDate") // the interface is TeaVM's
    public Date getModificationDate() {
      return new Date(0);
    }
  }

  private static final class Bytes extends Timeless {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private static final class ZipMember extends Timeless {
    private final ZipFile zip;
    private final ZipEntry member;

    ZipMember(ZipFile zip, ZipEntry member) {
      this.zip = zip;
      this.member = member;
    }

    @Override
    public InputStream open() {
      try {
        return zip.getInputStream(member);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot read " + member.getName() + " of " + zip.getName(), e);
      }
    }
  }

  private static final class FileResource extends Timeless {
    private final Path file;

    FileResource(Path file) {
      this.file = file;
    }

    @Override
    public InputStream open() {
      try {
        return Files.newInputStream(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
  }
}
