/** The process-tree manager: starts components as its configuration says, and is their parent. */
@NullMarked
package org.demitasse.init;

import org.jspecify.annotations.NullMarked;
