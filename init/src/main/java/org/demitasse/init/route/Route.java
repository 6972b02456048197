package org.demitasse.init.route;

/** Where a session goes. */
public sealed interface Route {
  /** To init's parent, with this label. */
  record ToParent(String label) implements Route {}

  /** To a child, with this label. */
  record ToChild(String name, String label) implements Route {}

  /** To init itself. */
  record ToInit() implements Route {}

  /**
   * Nowhere.
   *
   * @param reason what was looked for, and what there is
   */
  record Denied(String reason) implements Route {}
}
