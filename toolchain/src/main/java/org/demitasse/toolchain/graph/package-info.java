/** Pictures of configurations. */
@NullMarked
package org.demitasse.toolchain.graph;

import org.jspecify.annotations.NullMarked;
