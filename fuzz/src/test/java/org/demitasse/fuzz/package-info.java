/** Coverage-guided fuzz tests (Jazzer) of everything that reads a format. */
@NullMarked
package org.demitasse.fuzz;

import org.jspecify.annotations.NullMarked;
