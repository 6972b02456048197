/** What the class library asks of the program that it is part of. */
@NullMarked
package org.demitasse.library.runtime;

import org.jspecify.annotations.NullMarked;
