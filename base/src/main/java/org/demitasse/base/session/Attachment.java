package org.demitasse.base.session;

/**
 * How a dataspace is attached.
 *
 * @param offset of its first byte that is to be seen, a multiple of the page size
 * @param size in bytes; 0 for all from the offset on
 * @param address where, a multiple of the page size; 0 for anywhere
 */
public record Attachment(
    long offset, long size, long address, boolean writable, boolean executable) {
  /** All of a dataspace, anywhere, to be read. */
  public static final Attachment READ_ONLY = new Attachment(0, 0, 0, false, false);

  /** All of a dataspace, anywhere, to be read and written. */
  public static final Attachment READ_WRITE = new Attachment(0, 0, 0, true, false);
}
