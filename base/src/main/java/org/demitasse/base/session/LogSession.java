package org.demitasse.base.session;

import org.demitasse.base.rpc.Limit;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** Text for people to read, line by line under the label of the session. */
@Service("LOG")
@Remote
public interface LogSession {
  /** Most bytes of one {@link #write}. */
  int WRITE_LIMIT = 1024;

  /** Takes text in UTF-8; a line is shown when it is complete, or the session ends. */
  void write(@Limit(WRITE_LIMIT) byte[] text);
}
