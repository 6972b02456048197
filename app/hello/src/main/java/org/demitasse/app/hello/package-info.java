/** The smallest component. */
@NullMarked
package org.demitasse.app.hello;

import org.jspecify.annotations.NullMarked;
