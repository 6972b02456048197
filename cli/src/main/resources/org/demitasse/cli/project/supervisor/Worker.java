package @package@;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** A component that fails at first: it takes all memory there is, then it asks for too much. */
public final class Worker implements Component {
  @Override
  public void construct(Env env) throws Exception {
    String config = env.config();
    if (config.contains("attempt=\"1\"")) {
      takeAllMemory();
    } else if (config.contains("attempt=\"2\"")) {
      env.session("Timer", "", "");
    }
    env.log("done");
  }

  private static void takeAllMemory() {
    List<byte[]> taken = new ArrayList<>();
    while (true) {
      taken.add(new byte[10_000]);
    }
  }
}
