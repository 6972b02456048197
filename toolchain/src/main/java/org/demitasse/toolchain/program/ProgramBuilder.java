package org.demitasse.toolchain.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.demitasse.toolchain.CacheDirectory;
import org.demitasse.toolchain.MissingToolException;
import org.demitasse.toolchain.llvm.LlvmToolchain;
import org.demitasse.toolchain.teavm.JavaToC;
import org.jspecify.annotations.Nullable;

/**
 * Builds programs: class files to C, C and assembly to object files, these to an ELF file with a
 * line table.
 *
 * <p>A result depends on nothing but the class files and native sources, the specification and the
 * toolchain, and is the same bit for bit on every host and path. It is kept in the cache under a
 * digest of those causes; a program whose causes are unchanged is not compiled again.
 *
 * <p>Safe for use by several threads and several processes at once. With the environment variable
 * {@code DEMITASSE_KEEP} set, intermediate files (generated C, object files) are kept and their
 * place is named.
 */
public final class ProgramBuilder {
  /** Bytes of results that are kept. A hello world with its debug information takes 2 MiB. */
  private static final long CACHE_LIMIT = 512L << 20;

  private final CacheDirectory directory;
  private final ProgramCache cache;
  private final JavaToC translator;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private @Nullable LlvmToolchain toolchain;

  /** Builds into the cache of this user. */
  public ProgramBuilder() {
    this(CacheDirectory.ofUser());
  }

  /** Builds into a cache, which has the compiler, too. */
  public ProgramBuilder(CacheDirectory directory) {
    this(directory, directory.programs(), new JavaToC());
  }

  /**
   * Builds into another folder than that of the cache that has the compiler.
   *
   * @param programs the folder of compiled programs; it need not exist yet
   */
  public ProgramBuilder(CacheDirectory directory, Path programs) {
    this(directory, programs, new JavaToC());
  }

  /** Builds into another folder than that of the cache that has the compiler. */
  ProgramBuilder(CacheDirectory directory, Path programs, JavaToC translator) {
    this.directory = directory;
    this.translator = translator;
    this.cache = new ProgramCache(programs, CACHE_LIMIT);
  }

  /**
   * Builds a program, or finds it built.
   *
   * @param specification what to build
   * @param listener told of what takes time
   * @throws ProgramException if its author has to correct something
   * @throws MissingToolException if there is no compiler
   * @throws UncheckedIOException if a file cannot be read or written
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public Program build(ProgramSpecification specification, ProgressListener listener)
      throws InterruptedException {
    LlvmToolchain llvm = toolchain(listener);
    try (ClassPath classPath = ClassPath.of(specification.classPath())) {
      String key = ProgramKey.of(specification, classPath, llvm);
      Object lock = locks.computeIfAbsent(key, absent -> new Object());
      // Two components of one class are one program: the second waits for the first.
      synchronized (lock) {
        return findOrBuild(specification, classPath, key, llvm, listener);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot build " + specification.name() + ": " + e, e);
    }
  }

  private Program findOrBuild(
      ProgramSpecification specification,
      ClassPath classPath,
      String key,
      LlvmToolchain llvm,
      ProgressListener listener)
      throws IOException, InterruptedException {
    ProgramCache.LookUp lookUp = cache.find(key);
    if (lookUp.entry().isPresent()) {
      listener.progress(specification.name() + ": cached");
      return program(specification, lookUp.entry().get(), true);
    }
    if (lookUp.state() == ProgramCache.State.DAMAGED) {
      listener.progress(specification.name() + ": its cache entry is damaged, compiling again");
    }
    Path work = workDirectory();
    try {
      ProgramSize size =
          new ProgramBuild(specification, classPath, llvm, translator, work, listener).run();
      return program(specification, cache.publish(key, work, size), false);
    } finally {
      leave(work, specification, listener);
    }
  }

  private Path workDirectory() {
    try {
      return cache.workDirectory();
    } catch (IOException e) {
      throw new MissingToolException(
          "cannot write to the cache " + directory.path() + ": " + e,
          "set DEMITASSE_CACHE to a folder that can be written to");
    }
  }

  /** Removes the working directory, unless a developer wants to look at the generated C. */
  private void leave(Path work, ProgramSpecification specification, ProgressListener listener) {
    if (System.getenv("DEMITASSE_KEEP") == null) {
      cache.discard(work);
    } else {
      listener.progress(specification.name() + ": intermediate files are in " + work);
    }
  }

  /**
   * Builds several programs, as many at once as there are processors.
   *
   * @return the programs in the order of their specifications
   * @throws ProgramException for the first in order that cannot be built
   */
  public List<Program> buildAll(
      List<ProgramSpecification> specifications, ProgressListener listener)
      throws InterruptedException {
    int threads =
        Math.max(1, Math.min(specifications.size(), Runtime.getRuntime().availableProcessors()));
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Program>> running = new ArrayList<>();
      for (ProgramSpecification specification : specifications) {
        running.add(executor.submit(() -> build(specification, listener)));
      }
      List<Program> programs = new ArrayList<>();
      try {
        for (Future<Program> one : running) {
          programs.add(one.get());
        }
      } catch (ExecutionException e) {
        executor.shutdownNow();
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException("a build failed", e.getCause());
      }
      return programs;
    }
  }

  private synchronized LlvmToolchain toolchain(ProgressListener listener) {
    if (toolchain == null) {
      toolchain = LlvmToolchain.open(directory, listener::progress);
    }
    return toolchain;
  }

  private static Program program(
      ProgramSpecification specification, ProgramCache.Entry entry, boolean cached) {
    return new Program(
        specification.name(),
        specification.profile(),
        entry.directory().resolve(ProgramCache.ELF),
        entry.directory().resolve(ProgramCache.DEBUG_ELF),
        entry.directory().resolve(ProgramCache.LINES),
        entry.size(),
        cached);
  }
}
