/** {@code java.lang} of programs on the target. */
@NullMarked
package org.demitasse.library.java.lang;

import org.jspecify.annotations.NullMarked;
