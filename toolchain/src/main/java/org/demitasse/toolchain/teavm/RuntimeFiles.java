package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The project's own C and assembly, kept as resources of the toolchain.
 *
 * <p>{@code teavm/} stands in for files of the same name that TeaVM would copy into its output,
 * {@code include/} are the few C library headers that the generated code asks for, {@code common/}
 * and {@code aarch64/} are compiled besides the generated unit.
 */
final class RuntimeFiles {
  /** Where TeaVM keeps the C files that it copies into its output. */
  static final String TEAVM_RESOURCES = "org/teavm/backend/c/";

  private static final String ROOT = "/org/demitasse/toolchain/runtime/";

  private static final List<String> HEADERS =
      List.of(
          "assert.h",
          "demitasse_platform.h",
          "demitasse_runtime.h",
          "inttypes.h",
          "locale.h",
          "math.h",
          "setjmp.h",
          "stdio.h",
          "stdlib.h",
          "string.h",
          "time.h",
          "wchar.h");

  private static final List<String> KERNEL_SOURCES = List.of("aarch64/memory.S");

  private static final List<String> COMPONENT_SOURCES =
      List.of("aarch64/memory.S", "aarch64/setjmp.S", "common/allocation.c", "common/math.c");

  private RuntimeFiles() {}

  /** The file that replaces TeaVM's of that name, {@code null} if TeaVM's own is used. */
  static byte @Nullable [] standIn(String name) {
    return read("teavm/" + name);
  }

  /** Files to be put besides the generated ones, by their path in the output directory. */
  static Map<String, byte[]> additions(CodeProfile profile) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String header : HEADERS) {
      files.put("include/" + header, require("include/" + header));
    }
    for (String source : sourceResources(profile)) {
      files.put(sourcePath(source), require(source));
    }
    return files;
  }

  /** Paths of the files among {@link #additions} that are compiled on their own. */
  static List<String> sources(CodeProfile profile) {
    return sourceResources(profile).stream().map(RuntimeFiles::sourcePath).toList();
  }

  private static List<String> sourceResources(CodeProfile profile) {
    return profile == CodeProfile.KERNEL ? KERNEL_SOURCES : COMPONENT_SOURCES;
  }

  private static String sourcePath(String resource) {
    return "runtime/" + resource.substring(resource.indexOf('/') + 1);
  }

  private static byte[] require(String path) {
    byte[] bytes = read(path);
    if (bytes == null) {
      throw new IllegalStateException("the toolchain lacks its resource " + ROOT + path);
    }
    return bytes;
  }

  private static byte @Nullable [] read(String path) {
    try (InputStream stream = RuntimeFiles.class.getResourceAsStream(ROOT + path)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + ROOT + path, e);
    }
  }
}
