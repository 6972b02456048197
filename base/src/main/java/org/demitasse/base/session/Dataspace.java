package org.demitasse.base.session;

import org.demitasse.base.rpc.Remote;

/** Memory that can be attached to address spaces. */
@Remote
public interface Dataspace {
  /** Returns its size in bytes, whole pages. */
  long size();

  boolean writable();
}
