/** Looks for what is allowed in a device tree but most likely a mistake. */
@NullMarked
package org.demitasse.devicetree.check;

import org.jspecify.annotations.NullMarked;
