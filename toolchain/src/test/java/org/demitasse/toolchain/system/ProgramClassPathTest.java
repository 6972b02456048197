package org.demitasse.toolchain.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class paths like that of the command line: kernel, base, two programs, tools. */
class ProgramClassPathTest {
  @TempDir Path folder;

  private ProgramClassPath everything;

  @BeforeEach
  void makeClassPath() {
    everything =
        ProgramClassPath.of(
            List.of(
                entry("tool.jar", "tool/Weaver", "abi/Numbers"),
                entry("hello", "app/Hello", "base/Env"),
                entry("kernel.jar", "kernel/Kernel", "abi/Numbers"),
                entry("base.jar", "base/Env", "[Labi/Numbers;"),
                entry("abi", "abi/Numbers", "java/lang/Object"),
                entry("runtime", "base/Runtime", "java/lang/Object"),
                folder.resolve("missing.jar")));
  }

  @Test
  void programGetsTheEntriesThatItsCodeRefersTo() {
    assertThat(names("app.Hello")).containsExactly("hello", "base.jar", "abi");
    assertThat(names("kernel.Kernel")).containsExactly("kernel.jar", "abi");
  }

  @Test
  void companionBringsItsEntry() {
    assertThat(names("kernel.Kernel", "base.Runtime"))
        .containsExactly("kernel.jar", "abi", "runtime");
  }

  @Test
  void missingCompanionBringsNothing() {
    assertThat(names("kernel.Kernel", "no.Such")).containsExactly("kernel.jar", "abi");
  }

  @Test
  void unknownMainClassHasNoClassPath() {
    assertThat(everything.of("app.Helo")).isEmpty();
  }

  @Test
  void misspeltClassIsGuessed() {
    assertThat(everything.hint("app.Helo")).isEqualTo("; did you mean \"app.Hello\"?");
    assertThat(everything.hint("Kernel")).isEqualTo("; did you mean \"kernel.Kernel\"?");
    assertThat(everything.hint("com.example.Unrelated")).isEmpty();
  }

  @Test
  void firstEntryWithAClassWins() {
    ProgramClassPath path =
        ProgramClassPath.of(List.of(entry("own", "base/Env", "java/lang/Object")))
            .followedBy(everything);
    assertThat(fileNames(path.of("app.Hello").orElseThrow())).containsExactly("own", "hello");
  }

  @Test
  void classPathOfThisProcessHoldsTheClassesOfThisTest() {
    assertThat(ProgramClassPath.ofThisProcess().of(ProgramClassPathTest.class.getName()))
        .hasValueSatisfying(
            path -> assertThat(path).anyMatch(entry -> entry.toString().contains("test-classes")));
  }

  private List<String> names(String mainClass, String... companions) {
    return fileNames(everything.of(mainClass, companions).orElseThrow());
  }

  private static List<String> fileNames(List<Path> paths) {
    return paths.stream().map(path -> path.getFileName().toString()).toList();
  }

  /** Makes a jar or a folder with one class that refers to another. */
  private Path entry(String name, String className, String reference) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V21, Opcodes.ACC_PUBLIC, className, null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "refer", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.ACONST_NULL);
    method.visitTypeInsn(Opcodes.CHECKCAST, reference);
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
    writer.visitEnd();
    Path path = folder.resolve(name);
    String file = className + ".class";
    try {
      if (name.endsWith(".jar")) {
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
          zip.putNextEntry(new ZipEntry(file));
          zip.write(writer.toByteArray());
        }
      } else {
        Files.createDirectories(path.resolve(file).getParent());
        Files.write(path.resolve(file), writer.toByteArray());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return path;
  }
}
