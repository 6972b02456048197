package org.demitasse.toolchain.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.LineTable;
import org.demitasse.abi.Memory;
import org.demitasse.toolchain.CacheDirectory;
import org.demitasse.toolchain.MissingToolException;
import org.demitasse.toolchain.dwarf.LineProgram;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.llvm.TestCompiler;
import org.demitasse.toolchain.teavm.JavaToC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramBuilderTest {
  private static final long KIB = 1024;

  private static final String HELLO =
      """
      package org.example;

      public final class Hello implements org.demitasse.base.Component {
        @Override
        public void construct() {
          System.out.println(greeting(System.nanoTime()));
        }

        static String greeting(long time) {
          if (time == 42) {
            throw new IllegalStateException("time " + time);
          }
          return "hello at " + time;
        }
      }
      """;

  /** Shared, since one that is warm is several times faster. */
  private static final JavaToC TRANSLATOR = new JavaToC();

  @TempDir Path directory;
  private Path base = Path.of("");
  private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void makeBase() throws Exception {
    base = TestClassPath.base(directory.resolve("base"));
  }

  private ProgramBuilder builder(String cache) {
    return new ProgramBuilder(CacheDirectory.ofUser(), directory.resolve(cache), TRANSLATOR);
  }

  private Path compile(String folder, Map<String, String> sources) throws Exception {
    return TestClassPath.compile(directory.resolve(folder), sources, base);
  }

  private static ProgramSpecification component(String mainClass, Path... classPath) {
    return new ProgramSpecification(
        "app", Profile.COMPONENT, mainClass, List.of(classPath), 64 * KIB, 256 * KIB, 32 * KIB);
  }

  private Program build(ProgramBuilder builder, ProgramSpecification specification)
      throws Exception {
    progress.clear();
    return builder.build(specification, progress::add);
  }

  @Test
  void component_isAnExecutableThatTheLoaderAccepts() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", HELLO));
    Program program = build(builder("cache"), component("org.example.Hello", app, base));

    byte[] file = Files.readAllBytes(program.elf());
    FileMemory memory = new FileMemory(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    ElfProgram loaded = new ElfProgram(memory);
    assertThat(ElfProgram.describe(loaded.check(0, file.length))).isEqualTo("ok");
    ElfFile debug = ElfFile.parse("x", Files.readAllBytes(program.debugElf()));
    assertThat(loaded.entry()).isEqualTo(debug.symbol("_start").orElseThrow().value());

    // The table in the file is the one beside it, and is found by the target's reader.
    assertThat(loaded.lineTable()).isPositive();
    byte[] lines = Files.readAllBytes(program.lineTable());
    assertThat(file).containsSubsequence(lines);
    LineTable table = new LineTable(memory);
    long greeting = line(debug, "org/example/Hello.java", 13);
    assertThat(table.find(loaded.lineTable(), greeting)).isTrue();
    assertThat(memory.text(table.file())).isEqualTo("org/example/Hello.java");
    assertThat(table.line()).isEqualTo(13);

    ProgramSize size = program.size();
    assertThat(size.stack()).isEqualTo(32 * KIB);
    assertThat(size.heap()).isBetween(256 * KIB + 16 * KIB, 1024 * KIB);
    assertThat(size.text()).isBetween(10 * KIB, 200 * KIB);
    assertThat(size.file()).isEqualTo(file.length);
    assertThat(size.lines()).isEqualTo(lines.length);
    assertThat(progress)
        // Where the compiler's cache is empty, that comes first.
        .filteredOn(line -> !line.startsWith("unpacking"))
        .containsExactly("compiling app (Java -> C) ...", "compiling app (C -> machine code) ...");
  }

  private static long line(ElfFile debug, String file, int line) {
    return LineProgram.rows(debug).stream()
        .filter(row -> row.file().equals(file) && row.line() == line && row.address() != 0)
        .mapToLong(LineProgram.Row::address)
        .max()
        .orElseThrow();
  }

  private record FileMemory(ByteBuffer content) implements Memory {
    @Override
    public int loadByte(long address) {
      return content.get((int) address) & 0xFF;
    }

    @Override
    public int loadInt(long address) {
      return content.getInt((int) address);
    }

    @Override
    public long loadLong(long address) {
      assertThat(address % 8).as("alignment of a long").isZero();
      return content.getLong((int) address);
    }

    String text(long address) {
      StringBuilder text = new StringBuilder();
      for (int i = (int) address; content.get(i) != 0; i++) {
        text.append((char) content.get(i));
      }
      return text.toString();
    }
  }

  @Test
  void sameProgram_isTheSameBytesFromAnotherFolderNameAndCompany() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", HELLO));
    Program first = build(builder("cache"), component("org.example.Hello", app, base));

    Path elsewhere = directory.resolve("a rather different/and deeper place");
    Path base2 = TestClassPath.base(elsewhere.resolve("b"));
    Path app2 =
        TestClassPath.compile(
            elsewhere.resolve("x"), Map.of("org/example/Hello.java", HELLO), base2);
    ProgramSpecification other = component("org.example.Hello", app2, base2);
    ProgramSpecification renamed =
        new ProgramSpecification(
            "other",
            other.profile(),
            other.mainClass(),
            other.classPath(),
            other.heapFloor(),
            other.heapLimit(),
            other.stackSize());
    ProgramSpecification company =
        new ProgramSpecification(
            "company",
            Profile.KERNEL,
            "org.example.Kernel",
            // In the folder of the native sources: those of folders without its classes do not
            // count.
            List.of(TestClassPath.compile(base2, Map.of("org/example/Kernel.java", KERNEL))),
            64 * KIB,
            64 * KIB,
            16 * KIB);
    List<Program> programs =
        builder("other cache").buildAll(List.of(company, renamed), progress::add);

    Program second = programs.get(1);
    assertThat(second.name()).isEqualTo("other");
    assertThat(second.cached()).isFalse();
    assertThat(Files.readAllBytes(second.elf())).isEqualTo(Files.readAllBytes(first.elf()));
    assertThat(Files.readAllBytes(second.lineTable()))
        .isEqualTo(Files.readAllBytes(first.lineTable()));
    byte[] debug = Files.readAllBytes(second.debugElf());
    assertThat(debug).isEqualTo(Files.readAllBytes(first.debugElf()));
    assertThat(new String(debug, StandardCharsets.ISO_8859_1))
        .doesNotContain(directory.toString())
        .doesNotContain(System.getProperty("user.home") + "/");
    ElfFile kernel = ElfFile.parse("x", Files.readAllBytes(programs.get(0).elf()));
    assertThat(kernel.symbol("_start").orElseThrow().value()).isEqualTo(0xFFFF_FFFF_8000_0000L);
    assertThat(kernel.section(".debug_line")).isEmpty();
  }

  private static final String KERNEL =
      """
      package org.example;

      public final class Kernel {
        private static int[] numbers = new int[10];

        public static void main(String[] arguments) {
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * i;
          }
        }
      }
      """;

  @Test
  void unchangedProgram_isNotCompiledAgain_andAChangedNeighbourChangesNothing() throws Exception {
    Map<String, String> sources = new HashMap<>();
    sources.put("org/example/Hello.java", HELLO);
    sources.put("org/example/Neighbour.java", "package org.example; class Neighbour {}");
    Path app = compile("app", sources);
    ProgramSpecification specification = component("org.example.Hello", app, base);
    ProgramBuilder builder = builder("cache");
    assertThat(build(builder, specification).cached()).isFalse();

    Program again = build(builder, specification);
    assertThat(again.cached()).isTrue();
    assertThat(progress).containsExactly("app: cached");
    // A new process, a neighbour in the same folder edited.
    sources.put("org/example/Neighbour.java", "package org.example; class Neighbour { int x; }");
    compile("app", sources);
    assertThat(build(builder("cache"), specification).elf()).isEqualTo(again.elf());
    assertThat(progress).containsExactly("app: cached");

    // What the program is made of does change it.
    sources.put("org/example/Hello.java", HELLO.replace("hello at", "good day at"));
    compile("app", sources);
    Program changed = build(builder, specification);
    assertThat(changed.cached()).isFalse();
    assertThat(changed.elf()).isNotEqualTo(again.elf());
  }

  @Test
  void twoComponentsOfOneClass_areCompiledOnce() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", HELLO));
    ProgramSpecification one = component("org.example.Hello", app, base);
    ProgramSpecification two =
        new ProgramSpecification(
            "two",
            one.profile(),
            one.mainClass(),
            one.classPath(),
            one.heapFloor(),
            one.heapLimit(),
            one.stackSize());
    List<Program> programs = builder("cache").buildAll(List.of(one, two), progress::add);
    assertThat(programs).extracting(Program::cached).containsExactlyInAnyOrder(false, true);
    assertThat(programs.get(0).elf()).isEqualTo(programs.get(1).elf());
  }

  @Test
  void cacheThatCannotBeWritten_isNamedWithTheRemedy() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", HELLO));
    Files.writeString(directory.resolve("cache"), "a file, not a folder");
    assertThatThrownBy(() -> build(builder("cache"), component("org.example.Hello", app, base)))
        .isInstanceOfSatisfying(
            MissingToolException.class, e -> assertThat(e.remedy()).contains("DEMITASSE_CACHE"));
  }

  @Test
  void key_changesWithEverythingThatDecidesTheResult() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", HELLO));
    ProgramSpecification specification = component("org.example.Hello", app, base);
    List<String> keys = new ArrayList<>();
    keys.add(key(specification));
    keys.add(
        key(
            new ProgramSpecification(
                "app",
                Profile.COMPONENT,
                "org.example.Hello",
                specification.classPath(),
                64 * KIB,
                260 * KIB,
                32 * KIB)));
    keys.add(
        key(
            new ProgramSpecification(
                "app",
                Profile.COMPONENT,
                "org.example.Hello",
                specification.classPath(),
                64 * KIB,
                256 * KIB,
                36 * KIB)));
    Path platform = base.resolve("native/aarch64/platform.c");
    Files.writeString(platform, Files.readString(platform) + "\n");
    keys.add(key(specification));
    Files.writeString(base.resolve("native/aarch64/extra.h"), "\n");
    keys.add(key(specification));
    Files.writeString(app.resolve("resource.txt"), "text");
    keys.add(key(specification));
    assertThat(keys).doesNotHaveDuplicates();

    // And not with what does not.
    String last = key(specification);
    Files.createDirectories(app.resolve("META-INF"));
    Files.writeString(app.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\n");
    assertThat(key(specification)).isEqualTo(last);
  }

  private static String key(ProgramSpecification specification) {
    try (ClassPath classPath = ClassPath.of(specification.classPath())) {
      return ProgramKey.of(specification, classPath, TestCompiler.toolchain());
    }
  }

  @Test
  void damagedCacheEntry_isNoticedAndMadeAgain() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", HELLO));
    ProgramSpecification specification = component("org.example.Hello", app, base);
    ProgramBuilder builder = builder("cache");
    Path elf = build(builder, specification).elf();
    byte[] good = Files.readAllBytes(elf);
    byte[] damaged = good.clone();
    damaged[damaged.length / 3] ^= 0x10;
    Files.write(elf, damaged);

    Program again = build(builder, specification);
    assertThat(again.cached()).isFalse();
    assertThat(progress).startsWith("app: its cache entry is damaged, compiling again");
    assertThat(Files.readAllBytes(again.elf())).isEqualTo(good);
  }

  @Test
  void unsupportedLibraryMethod_isNamedWithTheCallThatNeedsIt() throws Exception {
    Path app =
        compile(
            "app",
            Map.of(
                "org/example/Hello.java",
                """
                package org.example;

                public final class Hello {
                  public static void main(String[] arguments) {
                    wait(arguments.length);
                  }

                  static void wait(int n) {
                    java.util.concurrent.locks.LockSupport.parkNanos(n);
                  }
                }
                """));
    assertThatThrownBy(() -> build(builder("cache"), component("org.example.Hello", app, base)))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("app: uses what the target does not have:")
        .hasMessageContaining("java.util.concurrent.locks.LockSupport")
        .hasMessageContaining("org.example.Hello.wait(Hello.java:9)");
    assertThat(directory.resolve("cache")).isEmptyDirectory();
  }

  @Test
  void errorInOwnNativeSource_isShownAtItsPlace() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", HELLO));
    Path natives = Files.createDirectories(app.resolve("native/aarch64"));
    Path file = Files.writeString(natives.resolve("mine.c"), "int f(void) {\n  return x;\n}\n");
    assertThatThrownBy(() -> build(builder("cache"), component("org.example.Hello", app, base)))
        .isInstanceOf(ProgramException.class)
        .hasMessageStartingWith("app: native sources have errors:")
        .hasMessageContaining(file + ":2:10: error: use of undeclared identifier 'x'");
  }

  private static final String NATIVE =
      """
      package org.example;

      %s
      public final class Hello {
        @org.teavm.interop.Import(name = "nobody_defines_this")
        static native int missing(int x);

        public static void main(String[] arguments) {
          System.out.println(missing(arguments.length));
        }
      }
      """;

  @Test
  void nativeMethodWithoutDeclaration_isNamedWithTheJavaLine() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", NATIVE.formatted("")));
    assertThatThrownBy(() -> build(builder("cache"), component("org.example.Hello", app, base)))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            """
            app: a native method has no C side:
              org/example/Hello.java:9: C function nobody_defines_this is not declared; declare it in a header \
            under native/aarch64/ and name that with @Include""");
  }

  @Test
  void nativeMethodWithoutDefinition_isNamedWithTheJavaLine() throws Exception {
    String include = "@org.teavm.interop.c.Include(value = \"mine.h\", isSystem = false)";
    Path app = compile("app", Map.of("org/example/Hello.java", NATIVE.formatted(include)));
    ProgramSpecification specification = component("org.example.Hello", app, base);
    assertThatThrownBy(() -> build(builder("cache"), specification))
        .hasMessage(
            """
            app: a native method has no C side:
              @Include names the header mine.h, which is not under native/aarch64/ on the class path""");
    Path natives = Files.createDirectories(app.resolve("native/aarch64"));
    Files.writeString(natives.resolve("mine.h"), "int nobody_defines_this(int x);\n");
    assertThatThrownBy(() -> build(builder("cache"), specification))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            """
            app: cannot be linked:
              C function nobody_defines_this is not defined; needed by org/example/Hello.java:9
              native methods are defined in C or assembly files under native/aarch64/ on the class path""");
  }

  @Test
  void absentLinkerScript_namesTheModuleThatHasIt() throws Exception {
    Path app = compile("app", Map.of("org/example/Hello.java", HELLO));
    Files.delete(base.resolve("native/aarch64/component.ld"));
    assertThatThrownBy(() -> build(builder("cache"), component("org.example.Hello", app, base)))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            "app: no linker script native/aarch64/component.ld on the class path; add the module"
                + " that has it (demitasse-base)");
  }
}
