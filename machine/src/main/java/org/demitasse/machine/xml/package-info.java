/**
 * Configuration files in XML with compiler-grade errors: every element and attribute knows its line
 * and column, mistakes are collected and reported together as {@link Diagnostic}s. Machine facts
 * and system descriptions are read through this package.
 *
 * <p>Document type definitions are refused, so no entity can be defined: a file can neither expand
 * beyond its own size nor reach outside itself.
 */
@NullMarked
package org.demitasse.machine.xml;

import org.jspecify.annotations.NullMarked;
