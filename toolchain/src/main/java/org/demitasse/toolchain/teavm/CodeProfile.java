package org.demitasse.toolchain.teavm;

/** What the generated code may rely on at run time. */
public enum CodeProfile {
  /**
   * No collector, no shadow stack, no {@code try}, no floating point, no threads. Null, bounds,
   * cast and array checks stay; a failed one is a panic that knows its call site.
   */
  KERNEL,
  /** All of Java that the class library offers: collector, exceptions, green threads. */
  COMPONENT
}
