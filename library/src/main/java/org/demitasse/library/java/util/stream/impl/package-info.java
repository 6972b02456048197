/** TeaVM's implementation of streams, as far as it is changed. */
@NullMarked
package org.demitasse.library.java.util.stream.impl;

import org.jspecify.annotations.NullMarked;
