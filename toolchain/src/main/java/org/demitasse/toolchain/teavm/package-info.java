/**
 * From class files to C: drives TeaVM's C back end, closes its holes, and puts Demitasse's own
 * runtime below what it generates.
 *
 * <p>Nothing of TeaVM is copied. TeaVM's classes are loaded by a class loader of their own ({@link
 * org.demitasse.toolchain.teavm.TeaVmLoader}), which applies class-file and text corrections while
 * it loads; every correction knows the exact bytes it was written for and refuses others.
 */
@NullMarked
package org.demitasse.toolchain.teavm;

import org.jspecify.annotations.NullMarked;
