package org.demitasse.library.java.util.regex;

import org.demitasse.library.Partial;

/** How many times a part of a pattern may follow itself. */
@Partial
abstract class Quantifier {
  native int min();

  native int max();
}
