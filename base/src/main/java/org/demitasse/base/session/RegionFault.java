package org.demitasse.base.session;

/**
 * An access to an address of a region map where nothing is attached that allows it.
 *
 * @param kind {@link org.demitasse.abi.FaultKind}; 0: there is none
 * @param address in the region map
 */
public record RegionFault(int kind, long address) {}
