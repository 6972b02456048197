package org.demitasse.base.session;

import org.demitasse.base.rpc.Limit;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/**
 * The console of the machine, byte by byte, with control characters and escape sequences: whoever
 * has it can move the cursor and write what looks like anybody's line. Nobody is told of what is
 * typed; it has to be asked for.
 */
@Service("Terminal")
@Remote
public interface TerminalSession {
  /** Most bytes of one {@link #read}. */
  int READ_LIMIT = 256;

  /** Most bytes of one {@link #write}. */
  int WRITE_LIMIT = 1024;

  /** Returns what has been typed since the last time; nothing if nothing has. */
  @Limit(READ_LIMIT)
  byte[] read();

  /** Writes bytes as they are; a new line needs a carriage return, too. */
  void write(@Limit(WRITE_LIMIT) byte[] text);
}
