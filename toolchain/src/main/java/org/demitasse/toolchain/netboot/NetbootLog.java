package org.demitasse.toolchain.netboot;

/** Is told what the server does. Called from several threads. */
public interface NetbootLog {
  /** One thing has happened; a whole line. */
  void line(String text);

  /**
   * A transfer goes on.
   *
   * @param transfer whose and of what
   * @param sent bytes that the client has acknowledged
   * @param size bytes in all
   */
  void progress(String transfer, long sent, long size);
}
