/** A machine for the kernel to run on in tests. */
@NullMarked
package org.demitasse.kernel.simulation;

import org.jspecify.annotations.NullMarked;
