package org.demitasse.init.config;

import java.util.Optional;
import org.demitasse.xml.SourceLocation;

/** Where a rule sends a session. */
public sealed interface RouteTarget {
  SourceLocation location();

  /** Returns the label that the server sees in place of the client's, if any. */
  Optional<String> label();

  /** To init's own parent. */
  record Parent(SourceLocation location, Optional<String> label) implements RouteTarget {}

  /** To a certain child or alias. */
  record Child(SourceLocation location, String name, Optional<String> label)
      implements RouteTarget {}

  /** To init itself, for the service that steers it. */
  record Init(SourceLocation location, Optional<String> label) implements RouteTarget {}

  /** To the one child that provides the service. */
  record AnyChild(SourceLocation location, Optional<String> label) implements RouteTarget {}
}
