/**
 * From a main class to an executable: {@link org.demitasse.toolchain.program.ProgramBuilder} takes
 * a class path through C and machine code to an ELF file with a Java line table, and keeps the
 * result under a key made of everything that decides it.
 */
@NullMarked
package org.demitasse.toolchain.program;

import org.jspecify.annotations.NullMarked;
