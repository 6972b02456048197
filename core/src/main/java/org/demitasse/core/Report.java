package org.demitasse.core;

/** Takes core's lines for the log. */
interface Report {
  void line(String text);
}
