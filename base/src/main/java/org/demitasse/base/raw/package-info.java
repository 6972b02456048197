/**
 * Memory by address and system calls by number, below everything that makes Java safe. For drivers,
 * the root program and tests of the system itself; the worst it can do is end its own component.
 */
@NullMarked
package org.demitasse.base.raw;

import org.jspecify.annotations.NullMarked;
