/**
 * What takes the place of TeaVM's target-side classes in a kernel: compiled here under names of our
 * own, renamed when a program is translated (see {@code TargetClasses}). Never run on the JVM.
 */
@NullMarked
package org.demitasse.toolchain.teavm.standin.kernel;

import org.jspecify.annotations.NullMarked;
