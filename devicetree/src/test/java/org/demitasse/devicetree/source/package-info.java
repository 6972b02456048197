/** Tests of the compiler. */
@NullMarked
package org.demitasse.devicetree.source;

import org.jspecify.annotations.NullMarked;
