package org.demitasse.toolchain.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.demitasse.toolchain.llvm.LlvmToolchain;
import org.demitasse.toolchain.teavm.JavaToC;
import org.demitasse.toolchain.teavm.Translation;
import org.demitasse.toolchain.teavm.TranslationProblem;
import org.demitasse.toolchain.teavm.TranslationRequest;

/** One build of one program in a working directory of its own. */
final class ProgramBuild {
  private static final String TRANSLATED = "java";
  private static final String BOOTSTRAP = "bootstrap";

  private final ProgramSpecification specification;
  private final ClassPath classPath;
  private final LlvmToolchain llvm;
  private final JavaToC translator;
  private final Path root;
  private final ProgressListener listener;

  ProgramBuild(
      ProgramSpecification specification,
      ClassPath classPath,
      LlvmToolchain llvm,
      JavaToC translator,
      Path root,
      ProgressListener listener) {
    this.specification = specification;
    this.classPath = classPath;
    this.llvm = llvm;
    this.translator = translator;
    this.root = root;
    this.listener = listener;
  }

  /** Leaves the files of a cache entry in the working directory. */
  ProgramSize run() throws IOException, InterruptedException {
    // What is cheap to find wrong comes first.
    MainClass main = MainClass.of(classPath, specification);
    Optional<byte[]> bootstrap = main.bootstrap(specification);
    SortedMap<String, ClassPath.Resource> classes = ClassClosure.of(classPath, specification);
    NativeSources natives =
        NativeSources.copy(classPath, classes.values(), specification.profile(), root);
    Path script = natives.linkerScript(specification);
    Translation.Generated generated = translate(main, bootstrap);
    listener.progress("compiling " + specification.name() + " (C -> machine code) ...");
    List<Path> objects = compile(natives, generated);
    Set<String> names = new HashSet<>(classes.keySet());
    names.add(main.entryClass(specification.profile()).replace('.', '/'));
    return new ProgramLinker(llvm, specification, root, generated.heapReserve())
        .link(objects, script, names);
  }

  private Translation.Generated translate(MainClass main, Optional<byte[]> bootstrap)
      throws IOException {
    List<Path> fullClassPath = new ArrayList<>();
    if (bootstrap.isPresent()) {
      Path file = root.resolve(BOOTSTRAP).resolve(main.bootstrapFile());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, bootstrap.get());
      fullClassPath.add(root.resolve(BOOTSTRAP));
    }
    fullClassPath.addAll(specification.classPath());
    listener.progress("compiling " + specification.name() + " (Java -> C) ...");
    Translation translation =
        translator.translate(
            new TranslationRequest(
                main.entryClass(specification.profile()),
                specification.profile().code(),
                fullClassPath,
                specification.heapFloor(),
                specification.heapLimit(),
                root.resolve(TRANSLATED)));
    for (TranslationProblem problem : translation.problems()) {
      if (problem.severity() == TranslationProblem.Severity.WARNING) {
        listener.progress(specification.name() + ": warning: " + problem);
      }
    }
    return switch (translation) {
      case Translation.Generated generated -> generated;
      case Translation.Refused refused -> throw refusal(refused.problems());
    };
  }

  private ProgramException refusal(List<TranslationProblem> problems) {
    return ProgramException.of(
        specification.name() + ": uses what the target does not have:",
        problems.stream()
            .filter(problem -> problem.severity() == TranslationProblem.Severity.ERROR)
            .map(TranslationProblem::toString)
            .toList());
  }

  private List<Path> compile(NativeSources natives, Translation.Generated generated)
      throws InterruptedException {
    List<NativeCompiler.Unit> units = new ArrayList<>();
    units.add(new NativeCompiler.Unit(root.relativize(generated.unit()), false));
    generated.sources().stream()
        .map(source -> new NativeCompiler.Unit(root.relativize(source), false))
        .forEach(units::add);
    natives.sources().stream()
        .map(source -> new NativeCompiler.Unit(source, true))
        .forEach(units::add);
    List<Path> systemHeaders =
        generated.includeDirectories().stream().map(root::relativize).toList();
    List<NativeCompiler.Outcome> outcomes;
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      outcomes =
          new NativeCompiler(llvm, executor)
              .compile(
                  root,
                  specification.profile(),
                  units,
                  systemHeaders,
                  natives.includeDirectories());
    }
    report(natives, outcomes);
    return outcomes.stream().map(NativeCompiler.Outcome::object).toList();
  }

  private void report(NativeSources natives, List<NativeCompiler.Outcome> outcomes) {
    List<String> errors = new ArrayList<>();
    for (NativeCompiler.Outcome outcome : outcomes) {
      String messages = natives.withOrigins(outcome.messages());
      if (outcome.succeeded()) {
        messages.lines().forEach(listener::progress);
      } else if (outcome.unit().own()) {
        errors.add(CompilerErrors.beginning(messages));
      } else {
        throw CompilerErrors.explain(specification.name(), messages);
      }
    }
    if (!errors.isEmpty()) {
      throw ProgramException.of(specification.name() + ": native sources have errors:", errors);
    }
  }
}
