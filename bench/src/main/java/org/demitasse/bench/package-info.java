/**
 * Measures what Demitasse promises to be good at, and prints it beside the numbers to beat. It
 * never judges.
 */
@NullMarked
package org.demitasse.bench;

import org.jspecify.annotations.NullMarked;
