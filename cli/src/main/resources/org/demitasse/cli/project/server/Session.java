package @package@;

import org.demitasse.base.rpc.Limit;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/**
 * What the server offers. From this interface the compiler makes {@code @class@SessionClient}, for
 * those who call, and {@code @class@SessionDispatcher}, for the one who serves.
 */
@Service("@class@")
@Remote
public interface @class@Session {
  /** Longest name, in bytes. */
  int NAME = 40;

  /** Greets somebody. */
  String greet(@Limit(NAME) String name);
}
