/**
 * The microkernel: portable Java over the hardware abstraction layer in {@code hal}. The same
 * classes run on HotSpot over a simulated machine and, compiled ahead of time, on the metal. They
 * catch nothing, and after {@code kernel ready} they allocate nothing.
 */
@NullMarked
package org.demitasse.kernel;

import org.jspecify.annotations.NullMarked;
