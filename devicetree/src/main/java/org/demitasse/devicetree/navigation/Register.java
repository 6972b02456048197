package org.demitasse.devicetree.navigation;

import java.util.Optional;

/**
 * An entry of {@code reg}.
 *
 * @param onBus as the entry has it; of an address of more than 64 bits the lowest
 * @param physical as the processor sees it; empty if a bus above the device cannot be translated,
 *     because it has no {@code ranges} or none of them holds the whole range
 */
public record Register(AddressRange onBus, Optional<AddressRange> physical) {}
