package org.demitasse.toolchain.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainClassTest {
  @TempDir Path directory;
  private Path base = Path.of("");

  @BeforeEach
  void makeBase() throws Exception {
    base =
        TestClassPath.compile(
            directory.resolve("base"),
            Map.of(
                "org/demitasse/base/Component.java",
                "package org.demitasse.base; public interface Component { void construct(); }",
                "org/demitasse/base/runtime/ComponentRuntime.java",
                """
                package org.demitasse.base.runtime;
                public class ComponentRuntime {
                  public static StringBuilder log = new StringBuilder();
                  public static void start() { log.append("start "); }
                  public static void construct(org.demitasse.base.Component c) { c.construct(); }
                  public static void uncaught(Throwable e) { log.append("uncaught " + e); }
                }
                """));
  }

  private Optional<byte[]> bootstrap(Profile profile, String mainClass, String source)
      throws Exception {
    Path classes =
        TestClassPath.compile(directory.resolve("app"), Map.of("a/Main.java", source), base);
    ProgramSpecification specification =
        new ProgramSpecification(
            "app", profile, mainClass, List.of(classes, base), 65536, 65536, 65536);
    try (ClassPath classPath = ClassPath.of(specification.classPath())) {
      MainClass main = MainClass.of(classPath, specification);
      Optional<byte[]> bytes = main.bootstrap(specification);
      if (bytes.isPresent()) {
        Files.write(classes.resolve(main.bootstrapFile()), bytes.get());
      }
      return bytes;
    }
  }

  /** Runs the bootstrap class on this JVM, whose verifier looks at it, too. */
  private String run(String source) throws Exception {
    assertThat(bootstrap(Profile.COMPONENT, "a.Main", source)).isPresent();
    URL[] urls = {directory.resolve("app").toUri().toURL(), base.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      loader
          .loadClass("a.Main$Bootstrap")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {"x"});
      return loader
          .loadClass("org.demitasse.base.runtime.ComponentRuntime")
          .getField("log")
          .get(null)
          .toString();
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static final String LOG = "org.demitasse.base.runtime.ComponentRuntime.log.append";

  @Test
  void component_isConstructed() throws Exception {
    assertThat(
            run(
                """
                package a;
                class Main implements org.demitasse.base.Component {
                  public Main() { %s("new "); }
                  public void construct() { %s("construct"); }
                }
                """
                    .formatted(LOG, LOG)))
        .isEqualTo("start new construct");
  }

  @Test
  void componentThroughSuperclassAndInterface_isConstructed() throws Exception {
    assertThat(
            run(
                """
                package a;
                interface Service extends org.demitasse.base.Component {}
                abstract class Common implements Service {}
                final class Main extends Common {
                  public Main() {}
                  public void construct() { %s("construct"); }
                }
                """
                    .formatted(LOG)))
        .isEqualTo("start construct");
  }

  @Test
  void mainMethod_isCalled() throws Exception {
    assertThat(
            run(
                """
                package a;
                interface Main { static void main(String[] a) { %s("main " + a[0]); } }
                """
                    .formatted(LOG)))
        .isEqualTo("start main x");
  }

  @Test
  void exceptionOfConstructor_isReported() throws Exception {
    assertThat(
            run(
                """
                package a;
                class Main implements org.demitasse.base.Component {
                  public Main() { throw new IllegalStateException("oops"); }
                  public void construct() {}
                }
                """))
        .isEqualTo("start uncaught java.lang.IllegalStateException: oops");
  }

  @Test
  void neitherComponentNorMain_isRefusedWithBothRemedies() {
    assertThatThrownBy(
            () ->
                bootstrap(
                    Profile.COMPONENT,
                    "a.Main",
                    "package a; class Main { static void main(String[] a) {} }"))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            "app: class a.Main is no component: let it implement org.demitasse.base.Component,"
                + " or give it a method public static void main(String[])");
  }

  @Test
  void componentThatCannotBeMade_isRefused() {
    assertThatThrownBy(
            () ->
                bootstrap(
                    Profile.COMPONENT,
                    "a.Main",
                    """
                    package a;
                    class Main implements org.demitasse.base.Component {
                      public Main(int x) {}
                      public void construct() {}
                    }
                    """))
        .hasMessage("app: component class a.Main needs a public constructor without parameters");
    assertThatThrownBy(
            () ->
                bootstrap(
                    Profile.COMPONENT,
                    "a.Main",
                    """
                    package a;
                    public abstract class Main implements org.demitasse.base.Component {
                      public Main() {}
                    }
                    """))
        .hasMessageEndingWith(", and must not be abstract");
  }

  @Test
  void absentClass_isRefusedWithTheClassPath() {
    assertThatThrownBy(() -> bootstrap(Profile.COMPONENT, "a.Other", "package a; class Main {}"))
        .hasMessageContaining("app: class a.Other is not on the class path [")
        .hasMessageContaining(base.toString());
  }

  @Test
  void kernel_isEnteredDirectly() throws Exception {
    assertThat(
            bootstrap(
                Profile.KERNEL,
                "a.Main",
                "package a; class Main { public static void main(String[] a) {} }"))
        .isEmpty();
    assertThatThrownBy(() -> bootstrap(Profile.KERNEL, "a.Main", "package a; class Main {}"))
        .hasMessage("app: class a.Main has no method public static void main(String[])");
  }

  @Test
  void classFileOfALaterJava_isRefusedWithTheRemedy() throws Exception {
    bootstrap(
        Profile.KERNEL,
        "a.Main",
        "package a; class Main { public static void main(String[] a) {} }");
    Path file = directory.resolve("app/a/Main.class");
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = (byte) 200;
    Files.write(file, bytes);
    ProgramSpecification specification =
        new ProgramSpecification(
            "app",
            Profile.KERNEL,
            "a.Main",
            List.of(directory.resolve("app")),
            65536,
            65536,
            65536);
    try (ClassPath classPath = ClassPath.of(specification.classPath())) {
      assertThatThrownBy(() -> MainClass.of(classPath, specification))
          .isInstanceOf(ProgramException.class)
          .hasMessageContaining("Main.class: unsupported class file major version 200")
          .hasMessageEndingWith("compile it with --release 21");
    }
  }
}
