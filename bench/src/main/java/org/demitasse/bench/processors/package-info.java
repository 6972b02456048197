/** The root program that shares work among processors. */
@NullMarked
package org.demitasse.bench.processors;

import org.jspecify.annotations.NullMarked;
