/**
 * Finds one's way in a device tree: which addresses a device has as the processor sees them, at
 * which controller its interrupts arrive, where the console is, what memory is reserved. Devicetree
 * Specification v0.4, chapters 2 and 3. Runs on the host and on the target.
 */
@NullMarked
package org.demitasse.devicetree.navigation;

import org.jspecify.annotations.NullMarked;
