/**
 * From a system description to a bootable image: finds the classes of each program, has the
 * programs built side by side, and weaves them.
 */
@NullMarked
package org.demitasse.toolchain.system;

import org.jspecify.annotations.NullMarked;
