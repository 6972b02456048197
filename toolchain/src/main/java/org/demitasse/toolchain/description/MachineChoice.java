package org.demitasse.toolchain.description;

import java.nio.file.Path;
import java.util.Optional;
import org.demitasse.machine.Machine;
import org.demitasse.xml.SourceLocation;

/**
 * The element {@code <machine>}.
 *
 * @param memory RAM in bytes, within the limits of the machine
 * @param processors within the limits of the machine
 * @param deviceTree flattened device tree to put into the image, for machines that hand none over
 */
public record MachineChoice(
    SourceLocation location,
    Machine machine,
    long memory,
    int processors,
    Optional<Path> deviceTree) {}
