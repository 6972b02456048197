package org.demitasse.toolchain.program;

/** Told what a build is doing; called from several threads. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * One thing begins or was found done.
   *
   * @param line one line for a person, without line end, such as {@code hello: cached}
   */
  void progress(String line);

  /** Ignores everything. */
  static ProgressListener none() {
    return line -> {};
  }
}
