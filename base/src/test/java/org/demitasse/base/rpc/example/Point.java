package org.demitasse.base.rpc.example;

/** A record that does not take every value. */
public record Point(int x, int y) {
  public Point {
    if (x < 0) {
      throw new IllegalArgumentException("x is " + x);
    }
  }
}
