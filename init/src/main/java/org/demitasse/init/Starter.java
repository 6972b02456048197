package org.demitasse.init;

import java.util.HashMap;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.child.ChildBinary;
import org.demitasse.base.child.ChildProcess;
import org.demitasse.base.child.ChildSettings;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.init.config.Configuration.Preserved;
import org.demitasse.init.config.Start;

/** Starts children as the configuration says; each program is opened once, however many run it. */
final class Starter {
  private final Env env;
  private final Capability<Signal> threadSignal;
  private final Map<String, ChildBinary> binaries = new HashMap<>();

  /**
   * @param threadSignal told when a thread of a child has stopped
   */
  Starter(Env env, Capability<Signal> threadSignal) {
    this.env = env;
    this.threadSignal = threadSignal;
  }

  /**
   * Starts a child, unless that takes of what is preserved.
   *
   * @throws IllegalArgumentException if its binary is no program, or it wants what core refuses
   */
  void start(InitChild child, Preserved preserved)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    Start start = child.start();
    ChildBinary binary = open(start.binary());
    refuseWhatIsPreserved(start, preserved);
    child.running =
        ChildProcess.start(
            env,
            binary,
            new ChildSettings(
                start.name(), start.ram(), start.caps(), priority(start), start.processor()),
            child,
            threadSignal);
    child.givenRam = start.ram();
    child.givenCaps = start.caps();
  }

  private ChildBinary open(String name)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    ChildBinary known = binaries.get(name);
    if (known == null) {
      known = ChildBinary.open(env, name);
      binaries.put(name, known);
    }
    return known;
  }

  private void refuseWhatIsPreserved(Start start, Preserved preserved)
      throws OutOfRamException, OutOfCapabilitiesException {
    Quota ram = env.domain().ram();
    if (preserved.ram() > 0 && start.ram() > ram.available() - preserved.ram()) {
      throw new OutOfRamException(
          "it should get "
              + start.ram()
              + " bytes of RAM; init has "
              + ram.available()
              + " and keeps "
              + preserved.ram());
    }
    Quota caps = env.domain().capabilities();
    if (preserved.caps() > 0 && start.caps() > caps.available() - preserved.caps()) {
      throw new OutOfCapabilitiesException(
          "it should get "
              + start.caps()
              + " capabilities; init has "
              + caps.available()
              + " and keeps "
              + preserved.caps());
    }
  }

  /** Returns the highest priority that threads of a child may have. */
  static int priority(Start start) {
    return Math.max(1, ChildSettings.DEFAULT_PRIORITY + start.priority());
  }

  /** Unmakes a child, if it runs. */
  static void stop(InitChild child) {
    ChildProcess running = child.running;
    child.running = null;
    if (running != null) {
      running.close();
    }
  }
}
