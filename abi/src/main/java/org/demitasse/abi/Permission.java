package org.demitasse.abi;

/** Access bits of a mapping. Writable and executable at once is refused. */
public final class Permission {
  private Permission() {}

  public static final int READ = 1;
  public static final int WRITE = 2;
  public static final int EXECUTE = 4;

  /** Device memory: not cached, not reordered. */
  public static final int DEVICE = 8;
}
