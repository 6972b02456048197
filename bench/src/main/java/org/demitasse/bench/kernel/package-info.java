/**
 * The root program that measures the kernel's operations, and what it shares with the host's side.
 */
@NullMarked
package org.demitasse.bench.kernel;

import org.jspecify.annotations.NullMarked;
