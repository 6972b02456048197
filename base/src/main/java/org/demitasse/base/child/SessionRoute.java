package org.demitasse.base.child;

import org.demitasse.base.SessionFactory;

/** Who answers a child's request for a session: what a {@link ChildPolicy} decides. */
public sealed interface SessionRoute {
  /** The parent's own parent: the child gets what the parent itself could get. */
  record ToParent() implements SessionRoute {}

  /** The parent itself. */
  record ToOwn(SessionFactory factory) implements SessionRoute {}

  /** The parent itself, by a ROM with this text. */
  record ToText(String text) implements SessionRoute {}

  /** Nobody; the child is told why. */
  record Denied(String reason) implements SessionRoute {}

  static SessionRoute toParent() {
    return new ToParent();
  }

  /** Routes to a service of the parent itself, made as for {@code Env.provide}. */
  static SessionRoute toOwn(SessionFactory factory) {
    return new ToOwn(factory);
  }

  /** Answers a request for a ROM with a text, in memory that the child pays for. */
  static SessionRoute toText(String text) {
    return new ToText(text);
  }

  static SessionRoute denied(String reason) {
    return new Denied(reason);
  }
}
