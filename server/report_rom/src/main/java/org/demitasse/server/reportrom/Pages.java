package org.demitasse.server.reportrom;

import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;

/** Memory that clients see, too. */
interface Pages {
  /** Returns new memory. */
  Capability<Dataspace> allocate(long size) throws OutOfRamException, OutOfCapabilitiesException;

  void free(Capability<Dataspace> memory);

  /** Returns the first bytes. */
  byte[] read(Capability<Dataspace> memory, int length);

  /** Sets the first bytes. */
  void write(Capability<Dataspace> memory, byte[] content);
}
