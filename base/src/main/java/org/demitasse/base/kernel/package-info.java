/**
 * The kernel's system calls for programs that build on them directly: root programs, and the raw
 * code of further kernel threads. {@code docs/system-calls.md} is the reference.
 */
@NullMarked
package org.demitasse.base.kernel;

import org.jspecify.annotations.NullMarked;
