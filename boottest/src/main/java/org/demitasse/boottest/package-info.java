/** Components that the boot tests run: most of them do what a component must not do. */
@NullMarked
package org.demitasse.boottest;

import org.jspecify.annotations.NullMarked;
