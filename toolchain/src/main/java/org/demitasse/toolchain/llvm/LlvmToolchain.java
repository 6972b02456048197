package org.demitasse.toolchain.llvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.demitasse.toolchain.CacheDirectory;
import org.demitasse.toolchain.MissingToolException;
import org.jspecify.annotations.Nullable;

/**
 * An installed clang with lld and the binary tools.
 *
 * <p>Normally the pinned one, unpacked from its Maven artifact into the cache: then an image is the
 * same bit for bit on every host. The environment variable {@code DEMITASSE_LLVM} may name the home
 * of another LLVM 20 or newer (the folder that holds {@code bin/clang}); its version becomes a part
 * of every cache key.
 *
 * <p>The tree is unpacked into a neighbouring folder and renamed when it is whole, under a file
 * lock; two processes that start at once unpack once. A tree in which a file is missing or has
 * another size is unpacked again.
 */
public final class LlvmToolchain {
  /** The tools, by the name of their program. */
  public enum Tool {
    CLANG("clang"),
    LINKER("ld.lld"),
    OBJCOPY("llvm-objcopy"),
    OBJDUMP("llvm-objdump"),
    DWARFDUMP("llvm-dwarfdump"),
    SYMBOLIZER("llvm-symbolizer"),
    NM("llvm-nm"),
    READELF("llvm-readelf");

    private final String program;

    Tool(String program) {
      this.program = program;
    }
  }

  private static final String INVENTORY = "inventory.txt";

  /** Other names under which a program behaves differently. */
  private static final Map<String, String> LINKS =
      Map.of("bin/ld.lld", "lld", "bin/llvm-readelf", "llvm-readobj");

  private static final Object WITHIN_THIS_PROCESS = new Object();

  private final Path home;
  private final Path headers;
  private final String identity;

  private LlvmToolchain(Path home, Path headers, String identity) {
    this.home = home;
    this.headers = headers;
    this.identity = identity;
  }

  /**
   * Finds the compiler; unpacks it first where needed, which takes a few seconds and 280 MB.
   *
   * @param cache where it is or will be unpacked
   * @param progress receives a line if there is something to wait for
   * @throws MissingToolException if there is none for this machine, or its jar is absent or damaged
   */
  public static LlvmToolchain open(CacheDirectory cache, Consumer<String> progress) {
    String own = System.getenv("DEMITASSE_LLVM");
    return own == null || own.isBlank() ? pinned(cache, progress) : at(Path.of(own));
  }

  private static LlvmToolchain pinned(CacheDirectory cache, Consumer<String> progress) {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!system.equals("Linux amd64")) {
      throw new MissingToolException(
          "the pinned compiler runs on Linux on x86-64; this is " + system,
          "install LLVM 20 with lld and set DEMITASSE_LLVM to the folder that holds bin/clang");
    }
    String name =
        LlvmArchive.VERSION
            + "-"
            + LlvmArchive.CLASSIFIER
            + "-"
            + LlvmArchive.SHA_256.substring(0, 12);
    Path home = cache.llvm().resolve(name);
    try {
      if (!isWhole(home)) {
        unpackOnce(home, cache.llvm(), progress);
      }
    } catch (IOException e) {
      throw new MissingToolException(
          "cannot unpack the compiler into " + home + ": " + e,
          "it takes 280 MB; set DEMITASSE_CACHE to a folder that has the room and can be written to");
    }
    return new LlvmToolchain(
        home,
        home.resolve("lib/clang/20/include"),
        "org.bytedeco:llvm:" + LlvmArchive.VERSION + " " + LlvmArchive.SHA_256);
  }

  private static LlvmToolchain at(Path home) {
    Path absolute = home.toAbsolutePath();
    StringBuilder identity = new StringBuilder();
    for (Tool tool : new Tool[] {Tool.CLANG, Tool.LINKER, Tool.OBJCOPY}) {
      Path program = absolute.resolve("bin").resolve(tool.program);
      if (!Files.isExecutable(program)) {
        throw new MissingToolException(
            "DEMITASSE_LLVM=" + home + " has no program bin/" + tool.program,
            "name the home of an LLVM 20 with clang and lld, or unset DEMITASSE_LLVM");
      }
      identity.append(output(program, "--version"));
    }
    Path clang = absolute.resolve("bin").resolve(Tool.CLANG.program);
    Path headers = Path.of(output(clang, "-print-resource-dir").strip(), "include");
    return new LlvmToolchain(absolute, headers, identity.toString());
  }

  private static boolean isWhole(Path home) throws IOException {
    Path inventory = home.resolve(INVENTORY);
    if (!Files.isRegularFile(inventory)) {
      return false;
    }
    for (String line : Files.readAllLines(inventory)) {
      int blank = line.indexOf(' ');
      Path file = home.resolve(line.substring(blank + 1));
      if (!Files.isRegularFile(file)
          || Files.size(file) != Long.parseLong(line.substring(0, blank))) {
        return false;
      }
    }
    return true;
  }

  private static void unpackOnce(Path home, Path parent, Consumer<String> progress)
      throws IOException {
    Files.createDirectories(parent);
    // A file lock holds between processes, the monitor between threads of this one.
    synchronized (WITHIN_THIS_PROCESS) {
      try (FileChannel channel =
              FileChannel.open(
                  parent.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !isWhole(home)) {
          removeLeftovers(parent);
          deleteTree(home);
          Path jar = archive();
          Path unfinished = Files.createTempDirectory(parent, ".unpacking-");
          unpack(jar, unfinished, progress);
          Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }

  /** Deletes what an ended process left; whoever holds the lock is the only one unpacking. */
  private static void removeLeftovers(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      for (Path child : children.toList()) {
        if (parent.relativize(child).toString().startsWith(".unpacking-")) {
          deleteTree(child);
        }
      }
    }
  }

  private static Path archive() throws IOException {
    List<String> looked = new ArrayList<>();
    Optional<Path> jar = LlvmArchive.find(looked);
    if (jar.isEmpty()) {
      throw new MissingToolException(
          "the compiler's archive "
              + LlvmArchive.FILE_NAME
              + " was not found; looked in "
              + String.join(", ", looked),
          fetchLine());
    }
    String actual = LlvmArchive.sha256(jar.get());
    if (!actual.equals(LlvmArchive.SHA_256)) {
      throw new MissingToolException(
          jar.get() + " is damaged: SHA-256 " + actual + ", expected " + LlvmArchive.SHA_256,
          "delete it, then: " + fetchLine());
    }
    return jar.get();
  }

  private static String fetchLine() {
    return "mvn dependency:get -Dtransitive=false -Dartifact=org.bytedeco:llvm:"
        + LlvmArchive.VERSION
        + ":jar:"
        + LlvmArchive.CLASSIFIER;
  }

  private static void unpack(Path jar, Path home, Consumer<String> progress) throws IOException {
    progress.accept("unpacking the compiler (clang " + LlvmArchive.VERSION + ") ...");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        @Nullable String destination = LlvmArchive.destination(entry.getName()).orElse(null);
        if (destination != null) {
          Path file = home.resolve(destination);
          Files.createDirectories(Objects.requireNonNull(file.getParent()));
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
          }
          if (destination.startsWith("bin/") && !file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + file + " executable");
          }
        }
      }
    }
    for (Map.Entry<String, String> link : LINKS.entrySet()) {
      Files.createSymbolicLink(home.resolve(link.getKey()), Path.of(link.getValue()));
    }
    // This also shows that the programs work on this host.
    output(home.resolve("bin/clang"), "--version");
    Files.write(home.resolve(INVENTORY), LlvmArchive.inventory(home));
  }

  private static String output(Path program, String argument) {
    try {
      ToolRun run = ToolRun.of(Path.of("/"), List.of(program.toString(), argument));
      if (!run.succeeded()) {
        throw new MissingToolException(
            program + " does not run on this machine: " + run.errors().strip(),
            "it needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04), libstdc++6 and zlib1g:"
                + " apt-get install libstdc++6 zlib1g");
      }
      return run.output();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MissingToolException("interrupted while starting " + program, "try again");
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The folder that holds {@code bin} and {@code lib}. */
  public Path home() {
    return home;
  }

  /** The folder of the compiler's own headers, such as {@code stdint.h}. */
  public Path headers() {
    return headers;
  }

  /** What this compiler is, as a part of a cache key: artifact and digest, or versions. */
  public String identity() {
    return identity;
  }

  /** Where the program of a tool is. */
  public Path program(Tool tool) {
    return home.resolve("bin").resolve(tool.program);
  }

  /**
   * Runs a tool and waits for its end, whatever its exit code.
   *
   * @param tool the tool
   * @param directory its working directory
   * @param arguments what follows the program on the command line
   * @throws InterruptedException if the waiting thread is interrupted; the tool is ended then
   */
  public ToolRun run(Tool tool, Path directory, List<String> arguments)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program(tool).toString());
    command.addAll(arguments);
    return ToolRun.of(directory, command);
  }
}
