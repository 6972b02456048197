/** {@code java.util} of programs on the target. */
@NullMarked
package org.demitasse.library.java.util;

import org.jspecify.annotations.NullMarked;
