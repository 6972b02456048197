/** Tests of the navigation. */
@NullMarked
package org.demitasse.devicetree.navigation;

import org.jspecify.annotations.NullMarked;
