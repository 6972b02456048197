package component;

import org.demitasse.abi.SystemCall;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** Times the kernel's operations: alone, and while a component labelled partner takes turns with it. */
@Include(value = "operations.h", isSystem = false)
public final class Operations implements Component {
  private static final int ROUNDS = 1000;

  @Unmanaged
  @Import(name = "operations_time")
  private static native long time(long number, long rounds);

  @Override
  public void construct(Env env) {
    if (env.label().equals("partner")) {
      time(SystemCall.YIELD, 4L * ROUNDS);
      return;
    }
    // Once for what happens only once, such as pages that are missing.
    time(SystemCall.NULL, 1);
    log(env, "null", time(SystemCall.NULL, ROUNDS));
    time(SystemCall.YIELD, 10);
    log(env, "yield", time(SystemCall.YIELD, ROUNDS));
  }

  private static void log(Env env, String operation, long nanoseconds) {
    env.log(operation + ": " + nanoseconds + " in " + ROUNDS);
  }
}
