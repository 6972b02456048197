package org.demitasse.boottest;

import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.session.Attachment;

/** Gets into the state that its name says, to be killed there; tells before, if it can. */
public final class Subject implements Component {
  /** A service that is never given and never denied. */
  static final String NEVER = "Never";

  @Override
  public void construct(Env env) throws Exception {
    StageSession stage = new StageSessionClient(env.session(StageSessionClient.SERVICE, "", ""));
    switch (env.label()) {
      case "runs" -> {
        stage.reached();
        run(env);
      }
      case "calls" -> stage.hold();
      case "asks" -> {
        stage.reached();
        env.session(NEVER, "", "");
      }
      case "waits" -> {
        env.entrypoint().receive(() -> {});
        stage.reached();
      }
      case "touches" -> {
        long address = env.addressSpace().attach(stage.empty(), Attachment.READ_WRITE);
        RawMemory.storeLong(address, 1);
      }
      case "faults" -> RawMemory.storeLong(8, 1);
      case "exits" -> env.exit(3);
      case "throws" -> throw new IllegalStateException("on purpose");
      default -> throw new IllegalStateException("nothing is known to do as " + env.label());
    }
  }

  /** Goes on as long as there is memory to be read, which no compiler can foresee. */
  private static void run(Env env) {
    while (RawMemory.loadLong(ProgramLayout.COMPONENT_INFORMATION) != 0) {
      // Nothing but the kernel's timer interrupts it.
    }
    env.log("has lost its memory");
  }
}
