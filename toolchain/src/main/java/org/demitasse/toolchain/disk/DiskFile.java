package org.demitasse.toolchain.disk;

/** A file on a disk. */
public final class DiskFile {
  private final String path;
  private final byte[] content;

  /**
   * @param path names of folders and file, separated by slashes, without one in front
   * @param content kept, not copied
   */
  public DiskFile(String path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  public String path() {
    return path;
  }

  /** Returns the bytes; must not be changed. */
  public byte[] content() {
    return content;
  }
}
