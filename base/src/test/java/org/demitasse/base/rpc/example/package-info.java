/** Remote interfaces that use everything there is. */
@NullMarked
package org.demitasse.base.rpc.example;

import org.jspecify.annotations.NullMarked;
