package org.demitasse.xml;

/**
 * One mistake in a configuration file.
 *
 * @param location where it is
 * @param element name of the element that is wrong, without angle brackets
 * @param message what is wrong, what was expected, and where possible what may have been meant
 */
public record Diagnostic(SourceLocation location, String element, String message) {
  /** Returns {@code file:line:column: <element>: message}. */
  @Override
  public String toString() {
    return location + ": <" + element + ">: " + message;
  }
}
