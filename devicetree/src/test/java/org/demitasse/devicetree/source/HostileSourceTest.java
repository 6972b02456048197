package org.demitasse.devicetree.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are made to cost much: each is refused, or compiled in proportion to its size. */
class HostileSourceTest {
  @TempDir private Path folder;

  private static void compile(String body) throws InvalidSourceException {
    compile(body, SourceFiles.NONE);
  }

  private static void compile(String body, SourceFiles files) throws InvalidSourceException {
    DeviceTreeCompiler.compile("s", ("/dts-v1/;\n" + body).getBytes(UTF_8), files, true);
  }

  private static void assertRefused(String body, String start) {
    assertThatThrownBy(() -> compile(body))
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageStartingWith(start);
  }

  @Test
  void compile_pathsThatGrowOutOfProportion_areRefused() {
    String open = ("n".repeat(255) + " { ").repeat(62);
    String close = " };".repeat(62);
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      labels.append("l").append(i).append(": x").append(i).append(" { };");
    }
    String references = "/ { p = " + "&l, ".repeat(10_000) + "\"\"; " + open + "l: x { };" + close;
    String fixups = "/plugin/; / { " + open + " x { p = <" + "&y ".repeat(10_000) + ">; };" + close;
    for (String each : List.of(references, fixups, "/ { " + open + labels + close)) {
      assertThatThrownBy(() -> compile(each + " };"))
          .isInstanceOfSatisfying(
              InvalidSourceException.class, e -> assertThat(e.problems()).hasSize(1))
          .hasMessageEndingWith("the paths of all nodes referred to have more than 67108864 bytes");
    }
  }

  @Test
  void compile_includesThatDoubleAtEachLevel_areRefused() {
    SourceFiles doubling =
        (name, user, limit) -> {
          int level = Integer.parseInt(name);
          String next = "/include/ \"" + (level + 1) + "\"\n";
          return new SourceFile(name, (level < 60 ? next + next : "").getBytes(UTF_8));
        };
    assertThatThrownBy(() -> compile("/ { };\n/include/ \"0\"", doubling))
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageContaining("the source has more than 67108864 bytes in all files");
  }

  @Test
  void compile_includesWithoutEnd_areRefused() {
    SourceFiles endless =
        (name, user, limit) ->
            new SourceFile(name + "x", ("/include/ \"" + name + "x\"\n").getBytes(UTF_8));
    assertThatThrownBy(() -> compile("/ { };\n/include/ \"x\"", endless))
        .hasMessageContaining("files are included more than 64 levels deep");
  }

  @Test
  void compile_filesTooLarge_areRefused() throws IOException {
    Path large = folder.resolve("large.bin");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(Scanner.MOST_BYTES + 1);
    }
    Path source = folder.resolve("s.dts");
    Files.writeString(source, "/dts-v1/;\n/ { a = /incbin/(\"large.bin\"); };");
    assertThatThrownBy(() -> DeviceTreeCompiler.compile(source))
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageContaining("has more than the ");
    assertThatThrownBy(() -> DeviceTreeCompiler.compile(large))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has more than the 67108864 bytes");
    assertThatThrownBy(() -> DeviceTreeCompiler.compile(folder))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is not a regular file");
    Files.writeString(source, "/dts-v1/;\n/include/ \"/dev/zero\"\n/ { };");
    assertThatThrownBy(() -> DeviceTreeCompiler.compile(source))
        .hasMessageEndingWith("/dev/zero is not a regular file");
  }

  @Test
  void compile_longWords_areRefused() {
    String word = "a".repeat(256);
    assertRefused("/ { " + word + "; };", "s:2:5: a word of 256 characters; at most 255");
    assertRefused("/ { " + word + ": p; };", "s:2:5: a word of 256 characters; at most 255");
    assertRefused(
        "/ { p = <" + "1".repeat(300) + ">; };", "s:2:10: a word of 300 characters; at most 255");
    assertRefused(
        "/ { p = &{/" + "a".repeat(20_000) + "}; };",
        "s:2:11: a path of more than 16384 characters");
  }

  @Test
  void compile_manyMistakes_reportsTheFirstHundred() {
    assertThatThrownBy(() -> compile("/ { " + "!; ".repeat(1_000_000)))
        .isInstanceOfSatisfying(
            InvalidSourceException.class, e -> assertThat(e.problems()).hasSize(100));
  }

  @Test
  void compile_manyOfEverything_takesItsShare() throws Exception {
    compile("/ { " + "p = <" + "1 ".repeat(200_000) + ">; };");
    compile("/ { }; " + "/ { a { b; }; };".repeat(50_000));
    compile("/ { l: a { }; }; " + "&l { b; };".repeat(50_000));
    compile("/ { " + "/delete-node/ a; ".repeat(50_000) + "};");
    StringBuilder labels = new StringBuilder();
    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      labels.append('l').append(i).append(": ");
      nodes.append("p").append(i).append(" { q = <&l").append(i).append(">; }; ");
    }
    compile("/ { " + labels + "a { }; " + nodes + "};");
    compile("/* " + "*".repeat(1_000_000) + "/ / { };");
  }

  @Test
  void compile_openCommentBehindABraceTooMany_isReported() {
    assertRefused("/ { }; } /* no end", "s:2:8: expected / { ... };");
  }

  @Test
  void compile_damagedSources_areCompiledOrRefusedButNeverCrash() throws Exception {
    long seed = System.nanoTime();
    System.out.println("HostileSourceTest seed " + seed);
    Random random = new Random(seed);
    List<Path> sources;
    try (var files = Files.list(SourceCorpusTest.corpus("right"))) {
      sources = files.filter(each -> each.toString().endsWith(".dts")).sorted().toList();
    }
    String[] parts = {
      "{", "}", ";", "<", ">", "&", "&{/", "/", "/*", "\"", "'", "(", ":", "=", "[", "\\"
    };
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text =
          new StringBuilder(Files.readString(sources.get(random.nextInt(sources.size())), UTF_8));
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, ' ');
          case 1 -> text.insert(at, parts[random.nextInt(parts.length)]);
          default -> text.setLength(at + 1);
        }
      }
      try {
        DeviceTreeCompiler.compile(
            "seed " + seed,
            text.toString().getBytes(UTF_8),
            SourceFiles.NONE,
            random.nextBoolean());
      } catch (InvalidSourceException refused) {
        assertThat(refused.problems()).isNotEmpty();
      }
    }
  }
}
