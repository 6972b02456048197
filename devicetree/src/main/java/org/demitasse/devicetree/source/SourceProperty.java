package org.demitasse.devicetree.source;

/** A property while the tree is made. */
final class SourceProperty {
  final String name;
  final Place place;
  SourceValue value;

  /** Deleted, but its place among its siblings is kept in case that it comes back. */
  boolean deleted;

  SourceProperty(String name, Place place, SourceValue value) {
    this.name = name;
    this.place = place;
    this.value = value;
  }
}
