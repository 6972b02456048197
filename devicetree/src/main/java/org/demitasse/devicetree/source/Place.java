package org.demitasse.devicetree.source;

/** A place in a source, line and column from 1. */
record Place(String file, int line, int column) {}
