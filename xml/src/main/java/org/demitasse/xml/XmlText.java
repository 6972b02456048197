package org.demitasse.xml;

/**
 * Characters between two tags, white space included, comments left out.
 *
 * @param text with references resolved and lines that end in a line feed
 */
public record XmlText(String text) implements XmlNode {}
