package org.demitasse.base.rpc;

import org.demitasse.base.Capability;

/** What every client of a {@link Remote} interface is besides: a capability with methods. */
public interface RemoteObject {
  /** Returns the capability that the client calls through. */
  Capability<?> capability();
}
