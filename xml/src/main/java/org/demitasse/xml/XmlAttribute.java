package org.demitasse.xml;

/**
 * An attribute of an element.
 *
 * @param location place of the first character of the name
 * @param valueLocation place of the first character of the value, behind the quotation mark
 */
public record XmlAttribute(
    String name, String value, SourceLocation location, SourceLocation valueLocation) {}
