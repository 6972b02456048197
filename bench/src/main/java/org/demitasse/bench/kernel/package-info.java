/** The root programs that measure the kernel, and what they share with the host's side. */
@NullMarked
package org.demitasse.bench.kernel;

import org.jspecify.annotations.NullMarked;
