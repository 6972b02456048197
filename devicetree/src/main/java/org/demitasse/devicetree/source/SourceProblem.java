package org.demitasse.devicetree.source;

/**
 * Something wrong in a source.
 *
 * @param file as it was named by who included it
 * @param line from 1
 * @param column from 1, in bytes
 * @param message what is wrong and what was expected
 */
public record SourceProblem(String file, int line, int column, String message) {
  SourceProblem(Place place, String message) {
    this(place.file(), place.line(), place.column(), message);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
