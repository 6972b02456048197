/** {@code java.util.concurrent} of programs on the target. */
@NullMarked
package org.demitasse.library.java.util.concurrent;

import org.jspecify.annotations.NullMarked;
