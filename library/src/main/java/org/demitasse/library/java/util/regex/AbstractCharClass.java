package org.demitasse.library.java.util.regex;

import org.demitasse.library.Partial;

/** Characters that a pattern names together. */
@Partial
abstract class AbstractCharClass {
  /** The punctuation of ASCII, among which TeaVM has the digits. */
  @Partial
  abstract static class LazyPunct {
    protected AbstractCharClass computeValue() {
      return new CharClass().add('!', '/').add(':', '@').add('[', '`').add('{', '~');
    }
  }
}
