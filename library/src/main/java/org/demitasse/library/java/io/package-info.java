/** {@code java.io} of programs on the target. */
@NullMarked
package org.demitasse.library.java.io;

import org.jspecify.annotations.NullMarked;
