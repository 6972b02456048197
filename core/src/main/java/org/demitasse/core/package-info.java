/**
 * The root task: owns all free RAM, starts the components of the boot image, gives them memory as
 * they touch it, and reports and removes those that fault.
 *
 * <p>{@link org.demitasse.core.Core} wires the parts to the machine; everything else is plain Java
 * over {@link org.demitasse.core.Kernel} and {@link org.demitasse.core.PhysicalMemory} and runs on
 * a JVM as well.
 */
@NullMarked
package org.demitasse.core;

import org.jspecify.annotations.NullMarked;
