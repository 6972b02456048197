/** What strings and string builders have in common. */
@NullMarked
package org.demitasse.library.text;

import org.jspecify.annotations.NullMarked;
