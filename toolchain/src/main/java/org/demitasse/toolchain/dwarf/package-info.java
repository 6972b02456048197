/**
 * Reads the line-number programs of DWARF in an ELF file, and makes the compact table that the
 * target looks addresses up in.
 */
@NullMarked
package org.demitasse.toolchain.dwarf;

import org.jspecify.annotations.NullMarked;
