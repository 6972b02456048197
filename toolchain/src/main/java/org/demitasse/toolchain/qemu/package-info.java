/**
 * Runs an image on QEMU: the command line from the facts of a machine, the process with its
 * console, and how a run ended.
 */
@NullMarked
package org.demitasse.toolchain.qemu;

import org.jspecify.annotations.NullMarked;
