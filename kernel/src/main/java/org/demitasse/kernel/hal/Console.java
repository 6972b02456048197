package org.demitasse.kernel.hal;

/** A polled serial line. */
public interface Console {
  /** Sends one byte; waits until the transmitter takes it. */
  void put(int value);

  /** Returns the next received byte, 0 to 255, or -1 if there is none. */
  int get();
}
