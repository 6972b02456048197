package org.demitasse.xml;

/**
 * A place in a text file.
 *
 * @param file name of the file as it is shown to the user
 * @param line from 1
 * @param column from 1, counted in characters; a tab counts as one
 */
public record SourceLocation(String file, int line, int column) {
  /** Returns {@code file:line:column}, the form that editors and terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
