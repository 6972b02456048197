package org.demitasse.library.java.io;

import org.demitasse.library.Partial;

/** Methods that TeaVM's {@code PrintStream} lacks. */
@Partial
public abstract class PrintStream {
  public native void print(String text);

  public native void println(String text);

  public void print(boolean b) {
    print(b ? "true" : "false");
  }

  public void print(float f) {
    print(Float.toString(f));
  }

  public void println(char[] text) {
    println(new String(text));
  }
}
