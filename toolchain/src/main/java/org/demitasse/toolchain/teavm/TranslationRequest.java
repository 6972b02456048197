package org.demitasse.toolchain.teavm;

import java.nio.file.Path;
import java.util.List;

/**
 * A program to translate.
 *
 * @param mainClass binary name of the class whose {@code public static void main(String[])} is run
 * @param profile what the code may rely on
 * @param classPath directories and jars of the program, searched in this order; the class library
 *     comes with the toolchain
 * @param initialHeap bytes of Java heap at start
 * @param heapLimit bytes that the Java heap may grow to, at least {@code initialHeap}
 * @param outputDirectory where the generated files go; created if missing, its former content is
 *     replaced, and left alone if the translation fails
 */
public record TranslationRequest(
    String mainClass,
    CodeProfile profile,
    List<Path> classPath,
    long initialHeap,
    long heapLimit,
    Path outputDirectory) {

  /** Smallest heap the collector works with. */
  public static final long MINIMUM_HEAP = 16 * 1024;

  /** The collector counts bytes in an {@code int}. */
  public static final long MAXIMUM_HEAP = 1L << 30;

  public TranslationRequest {
    classPath = List.copyOf(classPath);
    if (initialHeap < MINIMUM_HEAP || heapLimit > MAXIMUM_HEAP || initialHeap > heapLimit) {
      throw new IllegalArgumentException(
          "heap from %d to %d bytes: it must lie between %d and %d, and the first number must not exceed the second"
              .formatted(initialHeap, heapLimit, MINIMUM_HEAP, MAXIMUM_HEAP));
    }
  }
}
