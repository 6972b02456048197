/** {@code java.math} of programs on the target. */
@NullMarked
package org.demitasse.library.java.math;

import org.jspecify.annotations.NullMarked;
