/**
 * The weaver: puts kernel, root program and boot modules into one bootable file, and lists what
 * such a file holds. Formats: ELF (System V ABI, "ELF-64 Object File Format" 1.5) and the Linux
 * arm64 {@code Image} (Linux, Documentation/arch/arm64/booting.rst).
 */
@NullMarked
package org.demitasse.toolchain.image;

import org.jspecify.annotations.NullMarked;
