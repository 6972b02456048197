package org.demitasse.xml;

/** What stands inside an element. */
public sealed interface XmlNode permits XmlElement, XmlText {}
