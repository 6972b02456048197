@NullMarked
package org.demitasse.kernel.boot;

import org.jspecify.annotations.NullMarked;
