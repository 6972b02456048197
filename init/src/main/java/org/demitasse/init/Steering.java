package org.demitasse.init;

import java.util.List;
import org.demitasse.base.Env;
import org.demitasse.base.child.ChildProcess;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.Quota;

/** Service Init: what somebody sees of the tree, and how it is steered. */
final class Steering implements InitSession {
  private static final Quota NOTHING = new Quota(0, 0);

  private final Env env;
  private final Tree tree;

  Steering(Env env, Tree tree) {
    this.env = env;
    this.tree = tree;
  }

  @Override
  public int count() {
    return tree.children().size();
  }

  @Override
  public Child child(int index) {
    List<InitChild> children = tree.children();
    if (index < 0 || index >= children.size()) {
      throw new IllegalArgumentException(
          "there is no child " + index + ", but " + children.size() + ", numbered from 0 on");
    }
    InitChild child = children.get(index);
    ChildProcess running = child.running;
    return new Child(
        child.name(),
        child.start().binary(),
        child.state,
        child.exitCode,
        child.restarts,
        running == null ? NOTHING : running.domain().ram(),
        running == null ? NOTHING : running.domain().capabilities());
  }

  private InitChild named(String name) {
    for (InitChild child : tree.children()) {
      if (child.name().equals(name)) {
        return child;
      }
    }
    throw new IllegalArgumentException("there is no child \"" + name + "\"");
  }

  @Override
  public void start(String name) {
    InitChild child = named(name);
    if (child.state == InitSession.State.ALIVE) {
      throw new IllegalArgumentException("the child \"" + name + "\" runs already");
    }
    tree.startAgain(child);
  }

  @Override
  public void kill(String name) {
    InitChild child = named(name);
    if (child.state != InitSession.State.ALIVE) {
      throw new IllegalArgumentException("the child \"" + name + "\" does not run");
    }
    tree.kill(child, false);
  }

  @Override
  public void restart(String name) {
    InitChild child = named(name);
    if (child.state == InitSession.State.ALIVE) {
      tree.kill(child, true);
    } else {
      tree.startAgain(child);
    }
  }

  @Override
  public Quota ram() {
    return env.domain().ram();
  }

  @Override
  public Quota capabilities() {
    return env.domain().capabilities();
  }
}
