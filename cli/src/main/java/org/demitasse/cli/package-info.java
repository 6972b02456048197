/** The commands of {@code ./demitasse}: one thin class each over the toolchain. */
@NullMarked
package org.demitasse.cli;

import org.jspecify.annotations.NullMarked;
