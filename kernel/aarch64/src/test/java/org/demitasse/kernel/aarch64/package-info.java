@NullMarked
package org.demitasse.kernel.aarch64;

import org.jspecify.annotations.NullMarked;
