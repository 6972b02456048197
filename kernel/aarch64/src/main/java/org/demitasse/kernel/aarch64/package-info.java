/**
 * The kernel on 64-bit Arm: the hardware abstraction layer and the entry points that the vectors
 * call. References: "Arm ARM" is the Arm Architecture Reference Manual for A-profile, DDI 0487.
 */
@NullMarked
package org.demitasse.kernel.aarch64;

import org.jspecify.annotations.NullMarked;
