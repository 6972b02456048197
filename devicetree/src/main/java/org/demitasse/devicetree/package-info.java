/**
 * Flattened device trees: Devicetree Specification, release v0.4, chapter 5 (format) and 2 (names
 * and values). Uses only what the target's class library has too.
 */
@NullMarked
package org.demitasse.devicetree;

import org.jspecify.annotations.NullMarked;
