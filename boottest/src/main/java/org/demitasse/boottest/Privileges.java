package org.demitasse.boottest;

import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawSystemCall;

/**
 * Tries what only the root program may do, and arguments that nobody may use, and logs the answers.
 */
public final class Privileges implements Component {
  private static final long KERNEL = 0xFFFF_FFFF_8000_0000L;

  @Override
  public void construct(Env env) {
    log(env, "null", SystemCall.NULL, 0, 0);
    for (int call = SystemCall.FACTORY_CREATE; call < SystemCall.COUNT; call++) {
      log(env, "control " + call, call, 1, ProgramLayout.PROGRAM_BASE);
    }
    log(env, "unknown", 1000, 0, 0);
    log(env, "negative", -1, 0, 0);
    log(env, "write from kernel", SystemCall.CONSOLE_WRITE, KERNEL, 16);
    log(env, "write from nowhere", SystemCall.CONSOLE_WRITE, 0, 16);
    long end = ProgramLayout.COMPONENT_INFORMATION;
    log(env, "write across the edge", SystemCall.CONSOLE_WRITE, end - 8, 16);
    log(env, "write too long", SystemCall.CONSOLE_WRITE, end, SystemCall.CONSOLE_WRITE_LIMIT + 1L);
    log(env, "write less than nothing", SystemCall.CONSOLE_WRITE, end, -1);
    log(env, "write beyond all", SystemCall.CONSOLE_WRITE, Long.MAX_VALUE - 4, 16);
    env.log("done");
  }

  private static void log(Env env, String what, long call, long first, long second) {
    long result = RawSystemCall.invoke(call, first, second, 0, 0, 0, 0, 0);
    env.log(what + ": " + ResultCode.name((int) result));
  }
}
