package org.demitasse.toolchain.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassClosureTest {
  @TempDir Path directory;

  private Set<String> closure(String mainClass, Map<String, String> sources) throws Exception {
    Path classes = TestClassPath.compile(directory.resolve("classes"), sources);
    return closure(classes, mainClass);
  }

  private static Set<String> closure(Path classes, String mainClass) {
    try (ClassPath classPath = ClassPath.of(List.of(classes))) {
      return Set.copyOf(ClassClosure.of(classPath, List.of(mainClass.replace('.', '/'))).keySet());
    }
  }

  @Test
  void classes_areFollowedThroughEveryKindOfReference() throws Exception {
    assertThat(
            closure(
                "a.Main",
                Map.of(
                    "a/Main.java",
                    """
                    package a;
                    class Main extends Base {
                      int taken(int i, boolean b, Parameter p) { return 0; }
                      java.util.List<Argument> list;
                      @Marked int marked;
                      Object array() { return new Element[1][2]; }
                      Runnable lambda = () -> Called.call();
                      static class Nested {}
                    }
                    """,
                    "a/Base.java",
                    "package a; class Base { Object o() { return new Deep(); } }",
                    "a/Deep.java",
                    "package a; class Deep {}",
                    "a/Parameter.java",
                    "package a; class Parameter {}",
                    "a/Argument.java",
                    "package a; class Argument {}",
                    "a/Marked.java",
                    "package a; @interface Marked {}",
                    "a/Element.java",
                    "package a; class Element {}",
                    "a/Called.java",
                    "package a; class Called { static void call() {} }",
                    "a/Unrelated.java",
                    "package a; class Unrelated { Main main; }")))
        .containsExactlyInAnyOrder(
            "a/Main",
            "a/Main$Nested",
            "a/Base",
            "a/Deep",
            "a/Parameter",
            "a/Argument",
            "a/Marked",
            "a/Element",
            "a/Called");
  }

  @Test
  void nameInAString_counts() throws Exception {
    assertThat(
            closure(
                "Main",
                Map.of(
                    "Main.java",
                    "class Main { String name = \"x.Loaded\"; }",
                    "x/Loaded.java",
                    "package x; class Loaded {}",
                    "x/Other.java",
                    "package x; class Other {}")))
        .containsExactlyInAnyOrder("Main", "x/Loaded");
  }

  @Test
  void service_counts() throws Exception {
    Path classes =
        TestClassPath.compile(
            directory.resolve("classes"),
            Map.of(
                "Main.java", "class Main {}", "x/Provider.java", "package x; class Provider {}"));
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("java.lang.Runnable"), "# one\nx.Provider\n");
    assertThat(closure(classes, "Main")).containsExactlyInAnyOrder("Main", "x/Provider");
  }

  @Test
  void namesBeyondAscii_areFollowed() throws Exception {
    assertThat(
            closure(
                "Main",
                Map.of(
                    "Main.java",
                    "class Main { x.Größe g; x.値 v; }",
                    "x/Größe.java",
                    "package x; public class Größe {}",
                    "x/値.java",
                    "package x; public class 値 {}")))
        .containsExactlyInAnyOrder("Main", "x/Größe", "x/値");
  }

  @Test
  void firstOnTheClassPath_counts() throws Exception {
    Path first =
        TestClassPath.compile(directory.resolve("1"), Map.of("A.java", "class A { int one; }"));
    Path second =
        TestClassPath.compile(directory.resolve("2"), Map.of("A.java", "class A { int two; }"));
    try (ClassPath classPath = ClassPath.of(List.of(directory.resolve("absent"), first, second))) {
      assertThat(classPath.findClass("A").orElseThrow().origin())
          .isEqualTo(first.resolve("A.class").toString());
    }
  }
}
