package org.demitasse.toolchain.teavm.standin.component;

import org.demitasse.toolchain.teavm.standin.Graft;
import org.teavm.classlib.java.lang.TObject;
import org.teavm.interop.Rename;

/** Stands in part for {@code java.lang.Object}: monitors and identity, see {@link Monitors}. */
@SuppressWarnings("unused") // called by the generated code
public final class GraftedMonitors {
  private GraftedMonitors() {}

  @Graft
  static void monitorEnterSync(TObject object) {
    Monitors.enterAlone(object);
  }

  @Graft
  static void monitorExitSync(TObject object) {
    Monitors.exitAlone(object);
  }

  @Graft
  static void monitorEnter(TObject object) {
    Monitors.enter(object);
  }

  @Graft
  static void monitorExit(TObject object) {
    Monitors.exit(object);
  }

  @Graft
  static boolean holdsLock(TObject object) {
    return Monitors.holds(object);
  }

  @Graft
  int identity() {
    return Monitors.identity(this);
  }

  @Graft
  @Rename("notify")
  public void notify0() {
    Monitors.signal(this);
  }

  @Graft
  @Rename("notifyAll")
  public void notifyAll0() {
    Monitors.signalAll(this);
  }

  @Graft
  @Rename("wait")
  public void wait0() throws InterruptedException {
    Monitors.await(this, 0);
  }

  @Graft
  @Rename("wait")
  public void wait0(long milliseconds) throws InterruptedException {
    Monitors.await(this, milliseconds);
  }

  @Graft
  @Rename("wait")
  private void wait0(long milliseconds, int nanoseconds) throws InterruptedException {
    boolean more = nanoseconds > 0 && milliseconds < Long.MAX_VALUE;
    Monitors.await(this, more ? milliseconds + 1 : milliseconds);
  }
}
