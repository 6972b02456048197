package org.demitasse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layering of the modules, read from the class files that the build has made. */
class LayeringTest {
  private static JavaClasses classes;

  @BeforeAll
  static void readClassFiles() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.demitasse");
  }

  @Test
  void everyClassBelongsToAModule() {
    assertThat(classes).isNotEmpty();
    assertThat(classes).allMatch(type -> Module.of(type).isPresent());
  }

  @Test
  void aModuleUsesOnlyModulesAboveIt() {
    for (Module module : Module.values()) {
      assertThat(module.usable()).allMatch(used -> used.compareTo(module) < 0);
    }
  }

  @Test
  void aModuleUsesOnlyWhatItsRowNames() {
    assertThat(
            violations(
                (user, used) -> {
                  Optional<Module> target = Module.of(used);
                  return target.isPresent() && !user.mayUse(target.get());
                }))
        .isEmpty();
  }

  @Test
  void nativesAreCalledOnlyBehindTheHardwareLayerAndBelowTheComponents() {
    assertThat(
            violations(
                (user, used) ->
                    used.getPackageName().startsWith("org.teavm.interop")
                        && user != Module.KERNEL_AARCH64
                        && user != Module.BASE
                        && user != Module.SERVER_TIMER
                        && user != Module.LIBRARY
                        && user != Module.LADDER
                        && user != Module.BENCH_KERNEL
                        && user != Module.TOOLCHAIN))
        .isEmpty();
  }

  @Test
  void onlyTheToolchainKnowsTheCompiler() {
    assertThat(
            violations(
                (user, used) ->
                    used.getPackageName().startsWith("org.teavm")
                        && !used.getPackageName().startsWith("org.teavm.interop")
                        && user != Module.TOOLCHAIN))
        .isEmpty();
  }

  @Test
  void onlyTheProcessorGeneratesSources() {
    assertThat(
            violations(
                (user, used) ->
                    (used.getPackageName().startsWith("com.palantir.javapoet")
                            || used.getPackageName().startsWith("javax.annotation.processing"))
                        && user != Module.PROCESSOR))
        .isEmpty();
  }

  @Test
  void targetCodeUsesOnlyTheStandardLibraryAndItsOwnModules() {
    List<String> allowed = List.of("java.", "org.demitasse.", "org.teavm.interop", "org.jspecify.");
    assertThat(
            violations(
                (user, used) ->
                    user.runsOnTarget()
                        && !used.isPrimitive()
                        && allowed.stream().noneMatch(used.getName()::startsWith)))
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Stream<String> unmarked =
        classes.stream()
            // The programs there are written as any user would write them.
            .filter(type -> Module.of(type).orElseThrow() != Module.CONFORMANCE)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.getPackage().isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .distinct();
    assertThat(unmarked).isEmpty();
  }

  /** Returns the descriptions of all uses, by a module, of a class that {@code wrong} refuses. */
  private static List<String> violations(BiPredicate<Module, JavaClass> wrong) {
    List<String> found = new ArrayList<>();
    for (JavaClass type : classes) {
      Module user = Module.of(type).orElseThrow();
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        if (wrong.test(user, dependency.getTargetClass().getBaseComponentType())) {
          found.add(dependency.getDescription());
        }
      }
    }
    return found;
  }
}
