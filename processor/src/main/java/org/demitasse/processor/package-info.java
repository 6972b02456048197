/**
 * The annotation processor that writes client and dispatcher of each remote interface. It knows the
 * annotations and classes of {@code org.demitasse.base} by name, since base itself is compiled with
 * it.
 */
@NullMarked
package org.demitasse.processor;

import org.jspecify.annotations.NullMarked;
