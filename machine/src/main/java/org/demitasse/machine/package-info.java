/**
 * Facts about boards. Each board is a folder {@code machine/NAME} with a {@code machine.xml}; this
 * package reads it. Code that needs a number of a board takes it from here or from the device tree.
 */
@NullMarked
package org.demitasse.machine;

import org.jspecify.annotations.NullMarked;
