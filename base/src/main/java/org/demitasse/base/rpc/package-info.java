/** Calls and signals between components. */
@NullMarked
package org.demitasse.base.rpc;

import org.jspecify.annotations.NullMarked;
