package org.demitasse.library.java.util.regex;

import org.demitasse.library.Partial;

/** TeaVM's, to which ranges are added. */
@Partial
class CharClass extends AbstractCharClass {
  native CharClass add(int first, int last);
}
