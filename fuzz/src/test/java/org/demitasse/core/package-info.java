/** Harnesses that need what is package-private in the tests of core. */
@NullMarked
package org.demitasse.core;

import org.jspecify.annotations.NullMarked;
