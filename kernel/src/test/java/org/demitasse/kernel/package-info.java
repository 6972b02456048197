@NullMarked
package org.demitasse.kernel;

import org.jspecify.annotations.NullMarked;
