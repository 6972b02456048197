/**
 * Numbers and layouts that kernel and user land share: system calls, result codes, boot
 * information, the image header, the program format. Nothing here allocates, so the kernel may use
 * all of it at any time.
 */
@NullMarked
package org.demitasse.abi;

import org.jspecify.annotations.NullMarked;
