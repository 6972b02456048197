package org.demitasse.toolchain.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results under the digest of their causes.
 *
 * <p>An entry is a folder: the files, and {@code entry.txt} with the sizes and the SHA-256 of each
 * file. It is made elsewhere and renamed into its place, so it is whole or absent; whoever finds
 * its place taken uses what is there. Contents are compared with their digests on every use, and a
 * damaged entry is removed. An entry that was not used for a while goes when the whole gets too
 * large.
 */
final class ProgramCache {
  static final String ELF = "program.elf";
  static final String DEBUG_ELF = "program.debug.elf";
  static final String LINES = "program.lines";

  private static final String MANIFEST = "entry.txt";
  private static final List<String> FILES = List.of(ELF, DEBUG_ELF, LINES);
  private static final String UNFINISHED = ".building-";

  /** Another process may be reading an entry that it has just looked up. */
  private static final Duration IN_USE = Duration.ofHours(1);

  private final Path directory;
  private final long limit;

  /**
   * A cache in a folder.
   *
   * @param directory the folder, made when needed
   * @param limit bytes that all entries together may take before old ones are removed
   */
  ProgramCache(Path directory, long limit) {
    this.directory = directory;
    this.limit = limit;
  }

  /** A result found. */
  record Entry(Path directory, ProgramSize size) {}

  /** What a look-up can find. */
  enum State {
    ABSENT,
    DAMAGED,
    WHOLE
  }

  /** The outcome of a look-up; the entry is there if the state is WHOLE. */
  record LookUp(State state, Optional<Entry> entry) {}

  /** Looks a key up; a damaged entry is removed. */
  LookUp find(String key) throws IOException {
    Path place = place(key);
    Path manifest = place.resolve(MANIFEST);
    if (!Files.isDirectory(place)) {
      return new LookUp(State.ABSENT, Optional.empty());
    }
    Optional<ProgramSize> size = verify(place, lines(manifest));
    if (size.isEmpty()) {
      remove(place);
      return new LookUp(State.DAMAGED, Optional.empty());
    }
    Files.setLastModifiedTime(manifest, FileTime.from(Instant.now()));
    return new LookUp(State.WHOLE, Optional.of(new Entry(place, size.get())));
  }

  private static List<String> lines(Path manifest) throws IOException {
    try {
      return Files.readAllLines(manifest);
    } catch (NoSuchFileException | CharacterCodingException e) {
      return List.of();
    }
  }

  private Path place(String key) {
    return directory.resolve(key);
  }

  private static Optional<ProgramSize> verify(Path place, List<String> manifest)
      throws IOException {
    if (manifest.size() != FILES.size() + 2
        || !manifest.get(0).equals(Digest.of(join(manifest.subList(1, manifest.size()))))) {
      return Optional.empty();
    }
    for (int i = 0; i < FILES.size(); i++) {
      Path file = place.resolve(FILES.get(i));
      if (!Files.isRegularFile(file)
          || !manifest.get(i + 2).equals(digestLine(file, FILES.get(i)))) {
        return Optional.empty();
      }
    }
    return Optional.of(sizeOf(manifest.get(1)));
  }

  private static byte[] join(List<String> lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static String digestLine(Path file, String name) throws IOException {
    return Digest.of(Files.readAllBytes(file)) + " " + name;
  }

  private static ProgramSize sizeOf(String line) {
    String[] numbers = line.split(" ", -1);
    return new ProgramSize(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Long.parseLong(numbers[4]),
        Long.parseLong(numbers[5]),
        Long.parseLong(numbers[6]),
        Long.parseLong(numbers[7]));
  }

  private static String lineOf(ProgramSize size) {
    return "%d %d %d %d %d %d %d %d"
        .formatted(
            size.text(),
            size.rodata(),
            size.data(),
            size.bss(),
            size.stack(),
            size.heap(),
            size.file(),
            size.lines());
  }

  /** Makes a folder to build in, on the same file system as the entries. */
  Path workDirectory() throws IOException {
    Files.createDirectories(directory);
    return Files.createTempDirectory(directory, UNFINISHED).toRealPath();
  }

  /**
   * Turns a finished build into an entry.
   *
   * @param key its key
   * @param work the folder built in, which holds the three files; it may hold more, and stays
   * @param size the sizes
   */
  Entry publish(String key, Path work, ProgramSize size) throws IOException {
    Path fresh = Files.createDirectory(work.resolve("entry"));
    List<String> lines = new ArrayList<>();
    lines.add(lineOf(size));
    for (String name : FILES) {
      Path file = Files.move(work.resolve(name), fresh.resolve(name));
      lines.add(digestLine(file, name));
    }
    lines.add(0, Digest.of(join(lines)));
    Files.write(fresh.resolve(MANIFEST), lines);
    try {
      Files.move(fresh, place(key), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another process made the same result, or there is a real fault, which has no entry.
      return find(key).entry().orElseThrow(() -> e);
    }
    prune(key);
    return new Entry(place(key), size);
  }

  /** Removes a folder built in. */
  void discard(Path work) {
    try {
      remove(work);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + work, e);
    }
  }

  private record Aged(Path entry, FileTime used, long bytes) {}

  /** Removes what was used longest ago until the rest is within the limit, and aborted builds. */
  private void prune(String newest) throws IOException {
    Instant now = Instant.now();
    List<Aged> entries = new ArrayList<>();
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.toList()) {
        String name = directory.relativize(child).toString();
        boolean unfinished = name.startsWith(UNFINISHED);
        Path dated = unfinished ? child : child.resolve(MANIFEST);
        if (name.equals(newest) || !Files.exists(dated)) {
          continue;
        }
        FileTime used = Files.getLastModifiedTime(dated);
        boolean mayBeInUse = used.toInstant().isAfter(now.minus(IN_USE));
        if (unfinished && !mayBeInUse) {
          remove(child);
        } else if (!unfinished) {
          entries.add(new Aged(child, used, bytes(child)));
        }
      }
    }
    entries.sort(Comparator.comparing(Aged::used));
    long total = entries.stream().mapToLong(Aged::bytes).sum();
    for (Aged aged : entries) {
      if (total <= limit || aged.used().toInstant().isAfter(now.minus(IN_USE))) {
        break;
      }
      remove(aged.entry());
      total -= aged.bytes();
    }
  }

  private static long bytes(Path entry) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void remove(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path file : files) {
      // Another process may be removing the same entry.
      Files.deleteIfExists(file);
    }
  }
}
