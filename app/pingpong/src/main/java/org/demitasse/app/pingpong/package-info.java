/** A server of an own service, and a client of it. */
@NullMarked
package org.demitasse.app.pingpong;

import org.jspecify.annotations.NullMarked;
