package org.demitasse.core;

import org.demitasse.base.rpc.Dispatcher;

/**
 * A session at one of core's services.
 *
 * @param dispatcher takes its calls
 * @param end lets go of everything that it has
 */
record Session(Dispatcher dispatcher, Runnable end) {}
