package org.demitasse.toolchain.teavm.standin.common;

import org.demitasse.abi.OutOfLine;

/**
 * Builds the messages of the machine's own exceptions, in every program: smaller than what string
 * concatenation would bring along.
 */
public final class Message {
  private char[] text = new char[48];
  private int length;

  @OutOfLine
  public Message add(String more) {
    for (int i = 0; i < more.length(); ++i) {
      add(more.charAt(i));
    }
    return this;
  }

  @OutOfLine
  public Message add(int number) {
    // Negative, as there is no positive counterpart of the least int.
    int rest = number < 0 ? number : -number;
    if (number < 0) {
      add('-');
    }
    int unit = 1;
    while (rest / unit <= -10) {
      unit *= 10;
    }
    while (unit > 0) {
      add((char) ('0' - rest / unit % 10));
      unit /= 10;
    }
    return this;
  }

  @OutOfLine
  public void add(char c) {
    if (length == text.length) {
      char[] larger = new char[2 * length];
      for (int i = 0; i < length; ++i) {
        larger[i] = text[i];
      }
      text = larger;
    }
    text[length++] = c;
  }

  @Override
  public String toString() {
    return new String(text, 0, length);
  }
}
