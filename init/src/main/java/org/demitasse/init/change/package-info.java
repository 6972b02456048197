/** What a new configuration changes in a running tree. */
@NullMarked
package org.demitasse.init.change;

import org.jspecify.annotations.NullMarked;
