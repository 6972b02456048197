package org.demitasse.server.timer;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** The registers of the processor's virtual timer. */
@Include(value = "timer.h", isSystem = false)
final class VirtualTimer implements HardwareTimer {
  @Override
  public long now() {
    return counter();
  }

  @Override
  public long ticksPerSecond() {
    return frequency();
  }

  @Override
  public void interruptAt(long ticks) {
    fireAt(ticks);
  }

  @Override
  public void stop() {
    disable();
  }

  @Unmanaged
  @Import(name = "timer_fire_at")
  private static native void fireAt(long ticks);

  @Unmanaged
  @Import(name = "timer_stop")
  private static native void disable();

  @Unmanaged
  @Import(name = "timer_now")
  private static native long counter();

  @Unmanaged
  @Import(name = "timer_frequency")
  private static native long frequency();
}
