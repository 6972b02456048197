/** Classes that take the place of TeaVM's in the program that is translated. */
@NullMarked
package org.demitasse.toolchain.teavm.standin;

import org.jspecify.annotations.NullMarked;
