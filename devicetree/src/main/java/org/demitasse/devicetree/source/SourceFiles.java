package org.demitasse.devicetree.source;

import java.io.IOException;

/** Where {@code /include/} and {@code /incbin/} find files. */
public interface SourceFiles {
  /** Has no files at all. */
  SourceFiles NONE =
      (name, user, limit) -> {
        throw new IOException("there are no files to include");
      };

  /**
   * Returns a file's name, such that a file that it includes is found, and its content.
   *
   * @param name as the source names it
   * @param user the file that names it, as this method named it
   * @param limit most bytes that may be returned
   * @throws IOException with a message for who wrote the source, if there is none, it cannot be
   *     read, or it is larger
   */
  SourceFile read(String name, String user, long limit) throws IOException;
}
