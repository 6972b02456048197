/** Starts and ends components. The toolchain calls it; components do not. */
@NullMarked
package org.demitasse.base.runtime;

import org.jspecify.annotations.NullMarked;
