/** How a component makes others: its children. */
@NullMarked
package org.demitasse.base.child;

import org.jspecify.annotations.NullMarked;
