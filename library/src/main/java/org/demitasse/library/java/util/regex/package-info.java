/** {@code java.util.regex} of programs on the target. */
@NullMarked
package org.demitasse.library.java.util.regex;

import org.jspecify.annotations.NullMarked;
