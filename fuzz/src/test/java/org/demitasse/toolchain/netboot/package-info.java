/** Fuzz tests that need what the package of the network boot server does not show. */
@NullMarked
package org.demitasse.toolchain.netboot;

import org.jspecify.annotations.NullMarked;
