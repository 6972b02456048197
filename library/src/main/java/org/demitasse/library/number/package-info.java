/** Conversions between binary and decimal numbers, exact in all cases. */
@NullMarked
package org.demitasse.library.number;

import org.jspecify.annotations.NullMarked;
