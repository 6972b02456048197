/**
 * What all parts of the toolchain share: where it caches, and how it says that a tool is missing.
 */
@NullMarked
package org.demitasse.toolchain;

import org.jspecify.annotations.NullMarked;
