package org.demitasse.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.demitasse.processor.RemoteProcessor;
import org.demitasse.toolchain.system.ProgramClassPath;

/**
 * Brings the class files of a user's project up to date and tells its run-time class path.
 *
 * <p>Maven does it the first time and whenever the pom has changed; then it is asked for the class
 * path too, which is kept. When only sources have changed, javac runs inside this process, which
 * takes a second where Maven takes several. That is done for poms in which nothing but the usual
 * happens to sources ({@link ProjectModel#isPlain}); for all others Maven always compiles.
 *
 * <p>The state kept in {@code target/demitasse/compiled} is a checksum of the pom, the class path,
 * and time and size of every source at the last compilation.
 */
final class ProjectBuild {
  private static final String CLASS_PATH_GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

  private final Workspace workspace;
  private final Path classes;
  private final Path stateFile;

  ProjectBuild(Workspace workspace) {
    this.workspace = workspace;
    classes = workspace.folder().resolve("target").resolve("classes");
    stateFile = workspace.output().resolve("compiled");
  }

  /** What was compiled last: lines of text, compared as a whole. */
  private record State(String pom, List<String> classPath, List<String> sources) {}

  /**
   * Compiles what has changed.
   *
   * @throws CommandFailure if something does not compile, after the errors have been printed
   */
  ProgramClassPath bringUpToDate() {
    ProjectModel model = ProjectModel.read(workspace.folder());
    List<String> sources = sources();
    State last = readState();
    boolean known =
        last.pom().equals(model.checksum())
            && Files.isDirectory(classes)
            && last.classPath().stream().allMatch(entry -> Files.exists(Path.of(entry)));
    if (known && last.sources().equals(sources)) {
      return classPath(last);
    }
    State next;
    if (known && model.isPlain() && !hasProcessor(last.classPath())) {
      System.err.println("compiling " + Workspace.shown(sourceFolder()));
      compile(model, last.classPath());
      next = new State(model.checksum(), last.classPath(), sources);
    } else {
      System.err.println("compiling with Maven");
      next = new State(model.checksum(), compileWithMaven(), sources);
    }
    writeState(next);
    return classPath(next);
  }

  private ProgramClassPath classPath(State state) {
    List<Path> entries = new ArrayList<>();
    entries.add(classes);
    state.classPath().forEach(entry -> entries.add(Path.of(entry)));
    return ProgramClassPath.of(entries);
  }

  private Path sourceFolder() {
    return workspace.folder().resolve("src").resolve("main").resolve("java");
  }

  private Path resourceFolder() {
    return workspace.folder().resolve("src").resolve("main").resolve("resources");
  }

  /** Returns a line for each source and resource: path, time and size. */
  private List<String> sources() {
    Map<String, String> found = new TreeMap<>();
    for (Path folder : List.of(sourceFolder(), resourceFolder())) {
      visit(
          folder,
          (file, attributes) ->
              found.put(
                  workspace.folder().relativize(file).toString(),
                  attributes.lastModifiedTime().toMillis() + " " + attributes.size()));
    }
    return found.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).toList();
  }

  private List<String> compileWithMaven() {
    Path list = workspace.output().resolve("class-path");
    Maven maven = new Maven(workspace, workspace.output().resolve("build.log"));
    boolean ok =
        maven.run(
            line -> {
              if (line.startsWith("[ERROR]") && !line.contains("[Help")) {
                System.err.println(line);
              }
            },
            List.of(
                "-q",
                "compile",
                CLASS_PATH_GOAL,
                "-Dmdep.includeScope=runtime",
                "-Dmdep.outputFile=" + list));
    if (!ok) {
      throw new CommandFailure(ExitStatus.FAILURE, "The project does not compile.");
    }
    try {
      return Arrays.stream(Files.readString(list).strip().split(File.pathSeparator))
          .filter(entry -> !entry.isEmpty())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + list, unreadable);
    }
  }

  /** Compiles into a folder beside the class files and puts it in their place if all went well. */
  private void compile(ProjectModel model, List<String> classPath) {
    Path fresh = workspace.output().resolve("classes");
    Path generated =
        workspace.folder().resolve("target").resolve("generated-sources").resolve("annotations");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> files = new ArrayList<>();
    visit(
        sourceFolder(),
        (file, attributes) -> {
          if (file.toString().endsWith(".java")) {
            files.add(file);
          }
        });
    List<String> options =
        List.of(
            model.hasRemoteInterfaces() ? "-proc:full" : "-proc:none",
            "-s",
            generated.toString(),
            "--release",
            Integer.toString(model.release()),
            "-g",
            "-parameters",
            "-encoding",
            "UTF-8",
            "-d",
            fresh.toString(),
            "-cp",
            String.join(File.pathSeparator, classPath));
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      FileTrees.delete(fresh);
      Files.createDirectories(fresh);
      FileTrees.delete(generated);
      Files.createDirectories(generated);
      PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              errors, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
      if (model.hasRemoteInterfaces()) {
        task.setProcessors(List.of(new RemoteProcessor()));
      }
      if (!task.call()) {
        FileTrees.delete(fresh);
        throw new CommandFailure(ExitStatus.FAILURE, "The project does not compile.");
      }
      FileTrees.copy(resourceFolder(), fresh);
      FileTrees.delete(classes);
      Files.move(fresh, classes);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + classes, failure);
    }
  }

  private static boolean hasProcessor(List<String> classPath) {
    URL[] urls = classPath.stream().map(ProjectBuild::url).toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return loader.findResource("META-INF/services/javax.annotation.processing.Processor") != null;
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private interface FileVisitor {
    void file(Path file, BasicFileAttributes attributes);
  }

  private static void visit(Path folder, FileVisitor visitor) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              visitor.file(file, attributes);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + folder, unreadable);
    }
  }

  private State readState() {
    try {
      List<String> lines = Files.readAllLines(stateFile);
      int entries = Integer.parseInt(lines.get(1));
      return new State(
          lines.get(0), lines.subList(2, 2 + entries), lines.subList(2 + entries, lines.size()));
    } catch (IOException | RuntimeException absentOrDamaged) {
      return new State("", List.of(), List.of());
    }
  }

  private void writeState(State state) {
    List<String> lines = new ArrayList<>();
    lines.add(state.pom());
    lines.add(Integer.toString(state.classPath().size()));
    lines.addAll(state.classPath());
    lines.addAll(state.sources());
    try {
      Files.createDirectories(workspace.output());
      Files.write(stateFile, lines);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + stateFile, failure);
    }
  }
}
