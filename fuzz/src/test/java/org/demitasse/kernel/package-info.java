/** Fuzz tests of the kernel, beside its own tests. */
@NullMarked
package org.demitasse.kernel;

import org.jspecify.annotations.NullMarked;
