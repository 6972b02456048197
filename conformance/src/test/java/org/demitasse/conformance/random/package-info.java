/** Programs that are generated at random, run on HotSpot and on the target, and compared. */
@NullMarked
package org.demitasse.conformance.random;

import org.jspecify.annotations.NullMarked;
