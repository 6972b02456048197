/** The configuration of init: what it says, and how it is read from XML with all its mistakes. */
@NullMarked
package org.demitasse.init.config;

import org.jspecify.annotations.NullMarked;
