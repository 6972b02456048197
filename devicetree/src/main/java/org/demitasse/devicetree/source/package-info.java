/**
 * The source format of device trees (Devicetree Specification v0.4, chapter 6, and what {@code dtc}
 * has besides): a compiler. Files are read behind {@link
 * org.demitasse.devicetree.source.SourceFiles}, so that all the rest runs on the target too.
 */
@NullMarked
package org.demitasse.devicetree.source;

import org.jspecify.annotations.NullMarked;
