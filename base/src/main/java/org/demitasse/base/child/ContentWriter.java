package org.demitasse.base.child;

import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;

/** How the maker of a child puts something into a dataspace. */
public interface ContentWriter {
  /** Puts bytes, whose number is a multiple of 8, at the beginning. */
  void put(Capability<Dataspace> to, byte[] content);

  /**
   * Puts bytes at the beginning, at most a page of them, and copies own memory to the second page
   * and those behind it.
   *
   * @param address of the memory
   */
  void put(Capability<Dataspace> to, byte[] content, long address, long size);

  /** Told that a capability of a new dataspace is not used any more; the dataspace lives on. */
  void done(Capability<Dataspace> dataspace);
}
