/** The Timer service, on the timer that the kernel leaves to user land. */
@NullMarked
package org.demitasse.server.timer;

import org.jspecify.annotations.NullMarked;
