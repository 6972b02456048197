/** Tests of the checks. */
@NullMarked
package org.demitasse.devicetree.check;

import org.jspecify.annotations.NullMarked;
