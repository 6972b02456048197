/**
 * Configuration files in XML with compiler-grade errors: every element and attribute knows its line
 * and column, mistakes are collected and reported together as {@link Diagnostic}s. Machine facts,
 * system descriptions and the configurations of init are read through this package, on the host and
 * on the target.
 *
 * <p>Document type definitions are refused, so no entity can be defined: a file can neither expand
 * beyond its own size nor reach outside itself.
 *
 * <p>The code is part of every component that reads a configuration: it uses little of the Java
 * library, and none of its regular expressions, formats and character sets.
 */
@NullMarked
package org.demitasse.xml;

import org.jspecify.annotations.NullMarked;
