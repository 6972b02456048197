/** Which server a session goes to, and what in a configuration cannot work. */
@NullMarked
package org.demitasse.init.route;

import org.jspecify.annotations.NullMarked;
