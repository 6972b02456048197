package org.demitasse.devicetree.navigation;

/**
 * What {@code stdout-path} of {@code /chosen} names.
 *
 * @param device a serial port, say
 * @param options what stands behind the colon, such as {@code 115200n8}; may be empty
 */
public record Console(Device device, String options) {}
