/** Reports of components as ROMs for others. */
@NullMarked
package org.demitasse.server.reportrom;

import org.jspecify.annotations.NullMarked;
