/** Components that are measured. */
@NullMarked
package org.demitasse.bench.component;

import org.jspecify.annotations.NullMarked;
