package org.demitasse.core;

/**
 * A module of the boot image.
 *
 * @param name as in the system description
 * @param nameAddress where the name's bytes lie
 * @param nameLength their number
 * @param kind {@link org.demitasse.abi.ImageHeader}, MEMBER_...
 * @param address physical, equal to core's virtual address
 * @param size in bytes
 */
record BootModule(
    String name, long nameAddress, int nameLength, int kind, long address, long size) {}
