/** Rules on the whole code: which module may use which, and what every package owes. */
@NullMarked
package org.demitasse.architecture;

import org.jspecify.annotations.NullMarked;
