/** What every component is written against: {@link Component}, {@link Env}, {@link Capability}. */
@NullMarked
package org.demitasse.base;

import org.jspecify.annotations.NullMarked;
