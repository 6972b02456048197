package org.demitasse.boottest;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.session.RomSession;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.ServiceDeniedException;

/** Shows each version of the ROM "seen" that it is told of. */
public final class Reading implements Component {
  @Override
  public void construct(Env env) throws Exception {
    try {
      env.rom("hidden");
      env.log("saw what it must not");
    } catch (ServiceDeniedException denied) {
      env.log("may not see everything");
    }
    RomSession rom = new RomSessionClient(env.session(RomSessionClient.SERVICE, "seen", ""));
    List<String> seen = new ArrayList<>();
    rom.handler(env.entrypoint().receive(() -> look(env, seen)));
  }

  private static void look(Env env, List<String> seen) {
    try {
      String text = new String(env.rom("seen"), java.nio.charset.StandardCharsets.UTF_8);
      if (!text.isEmpty() && !seen.contains(text)) {
        seen.add(text);
        env.log("sees " + text);
      }
    } catch (ServiceDeniedException denied) {
      env.log("sees nothing any more: " + denied.getMessage());
    }
  }
}
