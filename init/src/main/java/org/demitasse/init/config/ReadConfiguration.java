package org.demitasse.init.config;

import java.util.List;
import org.demitasse.xml.Diagnostic;

/**
 * A configuration as far as it is sound, and everything that is wrong with it.
 *
 * @param mistakes in the order of their places
 */
public record ReadConfiguration(Configuration configuration, List<Diagnostic> mistakes) {
  /** Takes a copy of the list. */
  public ReadConfiguration {
    mistakes = List.copyOf(mistakes);
  }
}
