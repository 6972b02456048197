/**
 * What takes the place of TeaVM's target-side classes in every program: compiled here under names
 * of our own, renamed when a program is translated (see {@code TargetClasses}). Never run on the
 * JVM.
 */
@NullMarked
package org.demitasse.toolchain.teavm.standin.common;

import org.jspecify.annotations.NullMarked;
