package org.demitasse.toolchain.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramCacheTest {
  private static final ProgramSize SIZE = new ProgramSize(1, 2, 3, 4, 5, 6, 7, 8);

  @TempDir Path directory;

  private ProgramCache.Entry publish(ProgramCache cache, String key, String content)
      throws Exception {
    Path work = cache.workDirectory();
    Files.writeString(work.resolve(ProgramCache.ELF), content);
    Files.writeString(work.resolve(ProgramCache.DEBUG_ELF), content + " debug");
    Files.writeString(work.resolve(ProgramCache.LINES), content + " lines");
    Files.writeString(work.resolve("intermediate"), "x");
    ProgramCache.Entry entry = cache.publish(key, work, SIZE);
    cache.discard(work);
    return entry;
  }

  private ProgramCache cache(long limit) {
    return new ProgramCache(directory.resolve("programs"), limit);
  }

  private Stream<String> names() throws Exception {
    try (Stream<Path> children = Files.list(directory.resolve("programs"))) {
      return children.map(child -> child.getFileName().toString()).toList().stream();
    }
  }

  private static ProgramCache.State state(ProgramCache cache, String key) throws Exception {
    return cache.find(key).state();
  }

  @Test
  void publishedEntry_isFoundWithItsSizes() throws Exception {
    ProgramCache cache = cache(1 << 20);
    assertThat(state(cache, "k")).isEqualTo(ProgramCache.State.ABSENT);
    publish(cache, "k", "one");
    ProgramCache.Entry entry = cache.find("k").entry().orElseThrow();
    assertThat(entry.size()).isEqualTo(SIZE);
    assertThat(entry.directory().resolve(ProgramCache.ELF)).hasContent("one");
    assertThat(names()).containsExactly("k");
  }

  @Test
  void secondPublisher_getsTheEntryOfTheFirst() throws Exception {
    ProgramCache cache = cache(1 << 20);
    publish(cache, "k", "one");
    ProgramCache.Entry entry = publish(cache, "k", "one");
    assertThat(entry.directory().resolve(ProgramCache.ELF)).hasContent("one");
    assertThat(names()).containsExactly("k");
  }

  @ParameterizedTest
  @ValueSource(strings = {"program.elf", "program.debug.elf", "program.lines", "entry.txt"})
  void changedOrAbsentFile_isDamageAndTheEntryGoes(String name) throws Exception {
    ProgramCache cache = cache(1 << 20);
    for (boolean absent : new boolean[] {false, true}) {
      Path file = publish(cache, "k", "one").directory().resolve(name);
      if (absent) {
        Files.delete(file);
      } else {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
      assertThat(state(cache, "k")).isEqualTo(ProgramCache.State.DAMAGED);
      assertThat(state(cache, "k")).isEqualTo(ProgramCache.State.ABSENT);
    }
  }

  @Test
  void beyondTheLimit_theEntryUsedLongestAgoGoes() throws Exception {
    ProgramCache cache = cache(2_000);
    publish(cache, "old", "x".repeat(500));
    publish(cache, "older", "x".repeat(500));
    publish(cache, "recent", "x".repeat(500));
    age("old", Duration.ofHours(2));
    age("older", Duration.ofHours(3));
    publish(cache, "new", "x".repeat(500));
    assertThat(names()).containsExactlyInAnyOrder("recent", "new");
    assertThat(state(cache, "recent")).isEqualTo(ProgramCache.State.WHOLE);
  }

  private void age(String key, Duration age) throws Exception {
    Files.setLastModifiedTime(
        directory.resolve("programs").resolve(key).resolve("entry.txt"),
        FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void withinTheLimit_oldEntriesStay() throws Exception {
    ProgramCache cache = cache(1 << 20);
    publish(cache, "old", "x");
    age("old", Duration.ofDays(300));
    publish(cache, "new", "x");
    assertThat(names()).containsExactlyInAnyOrder("old", "new");
  }

  @Test
  void abortedBuild_isRemovedLater() throws Exception {
    ProgramCache cache = cache(1 << 20);
    Path current = cache.workDirectory();
    Path aborted = cache.workDirectory();
    Files.setLastModifiedTime(aborted, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    publish(cache, "k", "one");
    assertThat(aborted).doesNotExist();
    assertThat(current).exists();
  }
}
