/**
 * The services that every system has: those of core, and the parent's protocol. Names and meaning
 * follow Genode's; each interface says what differs.
 */
@NullMarked
package org.demitasse.base.session;

import org.jspecify.annotations.NullMarked;
