/**
 * Boots systems in JUnit tests and talks to their consoles. {@link org.demitasse.testkit.BootTest}
 * on a class or method boots what it describes; a {@link org.demitasse.testkit.Boot} parameter
 * boots what the test decides.
 */
@NullMarked
package org.demitasse.testkit;

import org.jspecify.annotations.NullMarked;
