package org.demitasse.conformance.random;

/** The types of variables and expressions in generated programs. */
enum Type {
  BOOLEAN("boolean"),
  BYTE("byte"),
  SHORT("short"),
  CHAR("char"),
  INT("int"),
  LONG("long"),
  FLOAT("float"),
  DOUBLE("double"),
  STRING("String");

  private final String keyword;

  Type(String keyword) {
    this.keyword = keyword;
  }

  /** Returns what a declaration says. */
  String keyword() {
    return keyword;
  }

  boolean isNumeric() {
    return this != BOOLEAN && this != STRING;
  }

  boolean isIntegral() {
    return isNumeric() && this != FLOAT && this != DOUBLE;
  }

  /** Whether it fits into less than an {@code int}, to which arithmetic promotes it. */
  boolean isNarrow() {
    return this == BYTE || this == SHORT || this == CHAR;
  }
}
