/** Harnesses that need what is package-private in the tests of init. */
@NullMarked
package org.demitasse.init;

import org.jspecify.annotations.NullMarked;
