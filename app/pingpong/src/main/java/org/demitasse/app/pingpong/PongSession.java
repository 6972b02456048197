package org.demitasse.app.pingpong;

import org.demitasse.base.rpc.Limit;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** What the server does for its clients. */
@Service("Pong")
@Remote
public interface PongSession {
  /** Returns the answer to a ping. */
  String ping(@Limit(80) String text);
}
