/**
 * The part of the toolchain that runs inside TeaVM's class loader and speaks its interfaces. Never
 * referred to directly from outside: {@link org.demitasse.toolchain.teavm.TeaVmLoader} loads it.
 */
@NullMarked
package org.demitasse.toolchain.teavm.inside;

import org.jspecify.annotations.NullMarked;
