/** What {@code java.lang.Math} computes without the processor's help. */
@NullMarked
package org.demitasse.library.math;

import org.jspecify.annotations.NullMarked;
