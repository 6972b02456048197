/**
 * Reads what the compiler says about its machine code: sections and symbols of an ELF file, the
 * line-number programs of DWARF, and makes the compact table that the target looks addresses up in.
 */
@NullMarked
package org.demitasse.toolchain.dwarf;

import org.jspecify.annotations.NullMarked;
