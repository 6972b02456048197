/** Fuzz tests that need what the package of disks does not show. */
@NullMarked
package org.demitasse.toolchain.disk;

import org.jspecify.annotations.NullMarked;
