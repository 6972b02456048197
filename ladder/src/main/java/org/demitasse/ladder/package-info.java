/**
 * The ladder: step-by-step boot programs, each a root program of its own that ends in a line {@code
 * step NN passed}. A new board climbs it from the first to the last.
 */
@NullMarked
package org.demitasse.ladder;

import org.jspecify.annotations.NullMarked;
