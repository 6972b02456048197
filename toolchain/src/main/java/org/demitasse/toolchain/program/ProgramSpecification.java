package org.demitasse.toolchain.program;

import java.nio.file.Path;
import java.util.List;
import org.demitasse.toolchain.teavm.TranslationRequest;

/**
 * What to build.
 *
 * @param name the name in messages; it does not change the result
 * @param profile the kind of program
 * @param mainClass binary name of a class that implements {@code org.demitasse.base.Component} or
 *     has {@code public static void main(String[])}; the kernel's has the latter
 * @param classPath folders and jars in search order, without the Java class library
 * @param heapFloor bytes of Java heap at start
 * @param heapLimit bytes that the Java heap may grow to
 * @param stackSize bytes of stack, a multiple of 4096
 */
public record ProgramSpecification(
    String name,
    Profile profile,
    String mainClass,
    List<Path> classPath,
    long heapFloor,
    long heapLimit,
    long stackSize) {

  /** Smallest stack in bytes: what the runtime's start-up and an exception need. */
  public static final long MINIMUM_STACK = 16 * 1024;

  /** Largest stack in bytes; more is nearly always a unit mistaken. */
  public static final long MAXIMUM_STACK = 64 * 1024 * 1024;

  /** Size of a page and so the granularity of all memory, in bytes. */
  static final long PAGE = 4096;

  /**
   * Checks the numbers.
   *
   * @throws ProgramException if one is out of its range, naming program, value and range
   */
  public ProgramSpecification {
    classPath = List.copyOf(classPath);
    if (heapFloor < TranslationRequest.MINIMUM_HEAP) {
      throw new ProgramException(
          "%s: heap of %d bytes is too small: the collector needs at least %d"
              .formatted(name, heapFloor, TranslationRequest.MINIMUM_HEAP));
    }
    if (heapLimit < heapFloor) {
      throw new ProgramException(
          "%s: heap limit of %d bytes is smaller than the heap at start, %d bytes"
              .formatted(name, heapLimit, heapFloor));
    }
    if (heapLimit > TranslationRequest.MAXIMUM_HEAP) {
      throw new ProgramException(
          "%s: heap limit of %d bytes is too large: the collector manages at most %d"
              .formatted(name, heapLimit, TranslationRequest.MAXIMUM_HEAP));
    }
    if (stackSize < MINIMUM_STACK || stackSize > MAXIMUM_STACK || stackSize % PAGE != 0) {
      throw new ProgramException(
          "%s: stack of %d bytes: it must be a multiple of %d between %d and %d"
              .formatted(name, stackSize, PAGE, MINIMUM_STACK, MAXIMUM_STACK));
    }
  }
}
