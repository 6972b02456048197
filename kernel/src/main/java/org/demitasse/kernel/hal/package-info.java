/** What the portable kernel asks of a processor and a machine. */
@NullMarked
package org.demitasse.kernel.hal;

import org.jspecify.annotations.NullMarked;
