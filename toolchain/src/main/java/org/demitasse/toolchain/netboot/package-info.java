/**
 * A server that boots boards over the network: BOOTP and DHCP, or PXE's proxy DHCP beside another
 * server, and TFTP. The protocols are state machines without sockets, clocks or threads; {@link
 * org.demitasse.toolchain.netboot.NetbootServer} joins them to the network.
 *
 * <p>What is served is read-only and lies in one folder. A machine that the server was not told of
 * gets no answer, only a line in the log.
 */
@NullMarked
package org.demitasse.toolchain.netboot;

import org.jspecify.annotations.NullMarked;
