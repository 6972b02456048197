package org.demitasse.init;

import java.util.List;
import org.demitasse.base.session.InitSession;
import org.demitasse.init.config.Configuration;

/** Asks the children for signs of life, and tells which have missed too many. */
final class Heartbeats {
  private final Alarm alarm;
  private final Tree tree;
  private int rate;

  /** Counts changes of the rate: what was set for an older one does nothing. */
  private int generation;

  Heartbeats(Alarm alarm, Tree tree) {
    this.alarm = alarm;
    this.tree = tree;
  }

  /** Takes over the rate of a configuration; without one nobody is asked. */
  void apply(Configuration configuration) {
    int newRate =
        configuration.heartbeat().map(Configuration.HeartbeatRate::milliseconds).orElse(0);
    if (newRate != rate) {
      rate = newRate;
      generation++;
      next();
    }
  }

  private void next() {
    int mine = generation;
    if (rate > 0) {
      alarm.after(rate, () -> beat(mine));
    }
  }

  private void beat(int mine) {
    if (mine != generation) {
      return;
    }
    for (InitChild child : List.copyOf(tree.children())) {
      int allowed = child.start().restartAfterSkipped();
      if (child.state == InitSession.State.ALIVE) {
        int missed = child.askForHeartbeat();
        if (allowed > 0 && missed >= allowed) {
          tree.lifeless(child, missed);
        }
      }
    }
    next();
  }
}
