package org.demitasse.base.child;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.runtime.Utf8;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RamSession;
import org.demitasse.base.session.RomSession;

/**
 * A ROM whose content is a text of its parent's, such as a configuration, in memory that the child
 * pays for.
 */
public final class TextRom implements RomSession {
  private final RamSession account;
  private final ContentWriter writer;
  private String text;
  private long size;
  private Capability<Dataspace> dataspace = Capability.invalid();
  private Capability<Signal> handler = Capability.invalid();
  private boolean changed = true;

  /**
   * Makes a ROM; its memory is taken when it is asked for.
   *
   * @param account of the child
   */
  public TextRom(RamSession account, ContentWriter writer, String text) {
    this.account = account;
    this.writer = writer;
    this.text = text;
  }

  /** Gives the child another content; it is told, and takes it over by {@link #update}. */
  public void change(String newText) {
    if (!newText.equals(text)) {
      text = newText;
      changed = true;
      Signal.submit(handler);
    }
  }

  private void write() {
    byte[] bytes = Utf8.encode(text);
    byte[] padded = new byte[bytes.length + 8 & -8];
    System.arraycopy(bytes, 0, padded, 0, bytes.length);
    free();
    try {
      dataspace = account.allocate(padded.length);
    } catch (OutOfRamException | OutOfCapabilitiesException none) {
      throw new IllegalArgumentException(
          "the text of " + bytes.length + " bytes has no room: " + none.getMessage());
    }
    writer.put(dataspace, padded);
    size = bytes.length;
    changed = false;
  }

  private void free() {
    if (dataspace.valid()) {
      try {
        account.free(dataspace);
      } catch (RpcException gone) {
        // The child's account has been closed, and its memory with it.
      }
      dataspace.release();
      dataspace = Capability.invalid();
    }
  }

  @Override
  public Capability<Dataspace> dataspace() {
    if (!dataspace.valid()) {
      write();
    }
    return dataspace;
  }

  @Override
  public long size() {
    if (!dataspace.valid()) {
      write();
    }
    return size;
  }

  @Override
  public boolean update() {
    if (!changed) {
      return false;
    }
    write();
    return true;
  }

  @Override
  public void handler(Capability<Signal> newHandler) {
    handler.release();
    handler = newHandler;
  }

  /** Ends the session. */
  public void close() {
    handler.release();
    free();
  }
}
