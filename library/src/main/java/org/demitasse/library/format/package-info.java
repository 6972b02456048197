/** What {@code java.util.Formatter} is made of. */
@NullMarked
package org.demitasse.library.format;

import org.jspecify.annotations.NullMarked;
