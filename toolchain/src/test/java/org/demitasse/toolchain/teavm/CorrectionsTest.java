package org.demitasse.toolchain.teavm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demitasse.toolchain.llvm.ToolRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each correction of TeaVM has a program in {@code program/Cases.java} that goes wrong without it:
 * TeaVM or the compiler fails, or the program faults, or prints something else than on a JVM. The
 * programs run on the build machine.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class CorrectionsTest {
  private static final String FIRST_BLOCK = "FirstBlockThatWaits";

  /** Program to what it is about: a class of TeaVM that is corrected, or the checks added. */
  private static final Map<String, String> PROGRAMS =
      Map.ofEntries(
          Map.entry("NestedHandlers", "org/teavm/backend/c/generate/CodeGenerationVisitor"),
          Map.entry("UnusedResults", "org/teavm/model/optimization/VariableEscapeAnalyzer"),
          Map.entry(
              "FieldsInHandlers",
              "org/teavm/model/optimization/RepeatedFieldReadElimination$Traversal"),
          Map.entry("LoopInvariants", "org/teavm/model/optimization/LoopInvariantMotion"),
          Map.entry("ImplicitExceptions", "org/teavm/dependency/DependencyGraphBuilder"),
          Map.entry("MonitorsThatWait", "org/teavm/model/util/AsyncMethodFinder"),
          Map.entry(FIRST_BLOCK, "org/teavm/model/util/LivenessAnalyzer"),
          Map.entry("ParametersInHandlers", "org/teavm/model/util/PhiUpdater"),
          Map.entry("AlwaysNull", "org/teavm/model/optimization/RedundantNullCheckElimination"),
          Map.entry("ElementsAcrossWaits", "org/teavm/model/util/TypeInferer$1"),
          Map.entry("FactsInHandlers", "org/teavm/model/util/DominatorWalker"),
          Map.entry("InterfaceInitialization", "org/teavm/model/optimization/ClassInitElimination"),
          Map.entry("ValuesInHandlers", "org/teavm/model/optimization/GlobalValueNumbering"),
          Map.entry("ConstantsInRecipes", "org/teavm/classlib/impl/StringConcatFactorySubstitutor"),
          Map.entry("RecordMethods", "org/teavm/classlib/impl/record/ObjectMethodsSubstitutor"),
          Map.entry(
              "InitializerTraces",
              "org/teavm/model/transformation/ClassInitializerInsertionTransformer"),
          Map.entry("ChosenObjects", "org/teavm/model/analysis/EscapeAnalysis"),
          Map.entry(
              "UnusedConditions", "org/teavm/ast/optimization/ExpressionSideEffectDecomposer"),
          Map.entry("UnusedSwitchValues", "org/teavm/ast/optimization/OptimizingVisitor"),
          Map.entry("ConstantIndexes", Corrections.CHECKS),
          Map.entry("ConstantDivisions", Corrections.CHECKS),
          Map.entry("SupertypesFirst", Corrections.CHECKS),
          Map.entry("StoreChecks", Corrections.CHECKS),
          Map.entry("ControlCharacters", "org/teavm/backend/c/generate/StringPoolGenerator"),
          Map.entry("ArrayCopies", "org/teavm/classlib/java/lang/TSystem"),
          Map.entry("ArrayNames", "org/teavm/classlib/java/lang/TClass"),
          Map.entry("Clones", "org/teavm/classlib/java/lang/TObject"));

  /** Those that fail to compile or fault: each is run by itself. */
  private static final Set<String> FAILING =
      Set.of(
          "NestedHandlers",
          "ImplicitExceptions",
          "MonitorsThatWait",
          FIRST_BLOCK,
          "AlwaysNull",
          "ElementsAcrossWaits",
          "FactsInHandlers",
          "ConstantsInRecipes",
          "ConstantDivisions",
          "InitializerTraces",
          "ArrayCopies",
          "ControlCharacters",
          "ChosenObjects");

  /** The tables of call sites, on whose form the runtime's own files rely. */
  private static final Set<String> WITHOUT_PROGRAM =
      Set.of("org/teavm/backend/c/generate/CallSiteGenerator");

  @TempDir private static Path directory;
  private static Path classes = Path.of("");

  /** TeaVM as it is published, as far as it works at all; one for many programs saves time. */
  private static final JavaToC UNCORRECTED = without(name -> PROGRAMS.containsValue(name));

  private static JavaToC without(Predicate<String> corrections) {
    return new JavaToC(new Corrections(JavaToC.class.getClassLoader(), Predicate.not(corrections)));
  }

  @BeforeAll
  static void compile() {
    classes = TestProgram.compile("Cases", directory);
  }

  static Stream<String> failing() {
    return FAILING.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("failing")
  void programWithoutCorrections_fails(String program) throws Exception {
    // In a program whose monitors never wait, no first block does.
    JavaToC translator =
        program.equals(FIRST_BLOCK)
            ? without(name -> name.equals(PROGRAMS.get(FIRST_BLOCK)))
            : UNCORRECTED;
    String mainClass = "Cases$" + program;
    assertThat(outcome(translator, mainClass)).isNotEqualTo(onThisMachine(mainClass));
  }

  @Test
  void programsWithoutCorrections_printSomethingElse() throws Exception {
    Map<String, String> right = sections(onThisMachine("Cases$WrongOutput"));
    Map<String, String> wrong = sections(outcome(UNCORRECTED, "Cases$WrongOutput"));
    assertThat(wrong).containsOnlyKeys(right.keySet());
    assertThat(right)
        .allSatisfy(
            (program, output) -> assertThat(wrong.get(program)).as(program).isNotEqualTo(output));
  }

  @Test
  void allProgramsWithTheirCorrections_printWhatTheyPrintOnAJvm() throws Exception {
    assertThat(outcome(new JavaToC(), "Cases")).isEqualTo(onThisMachine("Cases"));
  }

  @Test
  void everyCorrectionHasAProgram() throws Exception {
    Set<String> corrections =
        HostCorrections.all().stream()
            .map(ClassCorrection::name)
            .filter(name -> !WITHOUT_PROGRAM.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(PROGRAMS.values()).containsAll(corrections);
    assertThat(sections(onThisMachine("Cases"))).containsOnlyKeys(PROGRAMS.keySet());
  }

  /** Output of each program by its name. */
  private static Map<String, String> sections(String output) {
    return Arrays.stream(output.split("=== "))
        .filter(section -> !section.isEmpty())
        .collect(
            Collectors.toMap(
                section -> section.substring(0, section.indexOf('\n')),
                section -> section.substring(section.indexOf('\n') + 1)));
  }

  /** What a program prints, and how it ends if it does not end well. */
  private static String outcome(JavaToC translator, String mainClass) throws Exception {
    Path output = Files.createTempDirectory(directory, "translated");
    try {
      Translation translation =
          translator.translate(
              new TranslationRequest(
                  mainClass,
                  CodeProfile.COMPONENT,
                  List.of(classes),
                  256 * 1024,
                  1024 * 1024,
                  output));
      if (translation instanceof Translation.Generated generated) {
        ToolRun run = HostProgram.run(generated, output);
        return run.output() + (run.succeeded() ? "" : "exit code " + run.exitCode());
      }
      return "refused: " + translation.problems();
    } catch (RuntimeException | AssertionError failure) {
      return "not translated: " + failure;
    }
  }

  private static String onThisMachine(String mainClass) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream console = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      Class.forName(mainClass, true, loader)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
