/**
 * What all parts of the toolchain share: where it caches, how it says that a tool is missing and
 * that a file is malformed.
 */
@NullMarked
package org.demitasse.toolchain;

import org.jspecify.annotations.NullMarked;
