package org.demitasse.init;

import java.util.List;
import java.util.Optional;
import org.demitasse.init.config.Configuration;
import org.demitasse.xml.SourceLocation;

/** The configuration before the first. */
final class Configurations {
  private Configurations() {}

  static Configuration empty() {
    return new Configuration(
        new SourceLocation("config", 1, 1),
        1,
        false,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        new Configuration.Preserved(0, 0),
        List.of(),
        List.of());
  }
}
