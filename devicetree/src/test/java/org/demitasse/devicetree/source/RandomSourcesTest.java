package org.demitasse.devicetree.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources of the corpus with random changes: dtc accepts those that are accepted here, and makes
 * the same blobs of them. {@code -Ddemitasse.trees.rounds=10000} tries more of them, {@code
 * -Ddemitasse.trees.seed=1} the same again.
 */
class RandomSourcesTest {
  private static final int ROUNDS = Integer.getInteger("demitasse.trees.rounds", 200);
  private static final long SEED = Long.getLong("demitasse.trees.seed", System.nanoTime());

  private static final List<String> PARTS =
      List.of(
          "{",
          "}",
          ";",
          "<",
          ">",
          "&",
          "&{/",
          "/",
          "\"",
          "(",
          ")",
          ":",
          "=",
          "[",
          "]",
          "0",
          "1",
          "x",
          "a",
          "-",
          "+",
          "<<",
          "?",
          "&&",
          "!",
          "@",
          "/bits/ 8 ",
          "/delete-node/ ",
          "/delete-property/ ",
          "l: ",
          "&first ",
          "phandle",
          "name",
          ",",
          " ",
          "#",
          "0x");

  @TempDir private Path folder;

  /**
   * Known differences are kept out: how dtc pairs single quotes, escapes in the names of line
   * marks, and parts of files that are not there.
   */
  private static boolean isCompared(String source) {
    return source.indexOf('\'') < 0 && !source.startsWith("# ") && !source.contains("/incbin/");
  }

  private static String change(String source, Random random) {
    StringBuilder text = new StringBuilder(source);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
        default -> {
          int from = random.nextInt(text.length());
          int size = Math.min(random.nextInt(12), text.length() - from);
          text.insert(at, text.substring(from, from + size));
        }
      }
    }
    return text.toString();
  }

  private List<String> sources() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(SourceCorpusTest.corpus("right"))) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path each : files) {
      Path copy = folder.resolve(SourceCorpusTest.corpus("right").relativize(each).toString());
      Files.createDirectories(copy.resolveSibling("."));
      Files.copy(each, copy);
    }
    List<String> sources = new ArrayList<>();
    for (Path each : files) {
      String source = Files.readString(each, ISO_8859_1);
      if (each.toString().endsWith(".dts") && isCompared(source)) {
        sources.add(source);
      }
    }
    return sources;
  }

  @Test
  void compile_changedSource_doesAsDtcDoes() throws Exception {
    System.out.println("RandomSourcesTest seed " + SEED);
    List<String> sources = sources();
    Random random = new Random(SEED);
    Path file = folder.resolve("changed.dts");
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String source = change(sources.get(random.nextInt(sources.size())), random);
      boolean symbols = random.nextBoolean();
      if (!isCompared(source)) {
        continue;
      }
      Files.writeString(file, source, ISO_8859_1);
      Optional<byte[]> expected =
          new Tools(folder).dtc(file, symbols ? new String[] {"-@"} : new String[0]);
      String as = "seed " + SEED + " round " + round + "\n" + source;
      try {
        byte[] blob =
            FlattenedDeviceTree.write(DeviceTreeCompiler.compile(file, List.of(), symbols));
        assertThat(expected).as("dtc refuses %s", as).isPresent();
        assertThat(blob).as(as).isEqualTo(expected.get());
        accepted++;
      } catch (InvalidSourceException refused) {
        assertThat(expected.isEmpty()).as("%s\ndtc accepts %s", refused.getMessage(), as).isTrue();
      }
    }
    System.out.println("RandomSourcesTest: " + accepted + " of " + ROUNDS + " are accepted");
  }
}
