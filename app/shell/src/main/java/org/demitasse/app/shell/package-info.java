/** The shell on the console. */
@NullMarked
package org.demitasse.app.shell;

import org.jspecify.annotations.NullMarked;
