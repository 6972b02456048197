/**
 * ELF files (System V ABI, "ELF-64 Object File Format" version 1.5): one reader, which trusts
 * nothing in the file, and one writer, whose same calls give the same bytes.
 */
@NullMarked
package org.demitasse.toolchain.elf;

import org.jspecify.annotations.NullMarked;
