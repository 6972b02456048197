package org.demitasse.base.child;

import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;

/** How the maker of a child puts something into a dataspace, from its first byte on. */
public interface ContentWriter {
  /** Copies bytes of the own memory. */
  void copy(Capability<Dataspace> to, long address, long size);

  /** Puts bytes, whose number is a multiple of 8. */
  void put(Capability<Dataspace> to, byte[] content);

  /** Told that a capability of a new dataspace is not used any more; the dataspace lives on. */
  void done(Capability<Dataspace> dataspace);
}
