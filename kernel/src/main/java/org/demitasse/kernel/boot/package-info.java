/** From the first line on the console to the root program: what runs once and may allocate. */
@NullMarked
package org.demitasse.kernel.boot;

import org.jspecify.annotations.NullMarked;
