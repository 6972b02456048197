/**
 * System descriptions: the XML file that alone decides what is in an image. {@link
 * org.demitasse.toolchain.description.DescriptionReader} turns it into records and answers every
 * mistake with file, line, column and what was expected.
 */
@NullMarked
package org.demitasse.toolchain.description;

import org.jspecify.annotations.NullMarked;
