package org.demitasse.kernel.simulation;

import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.UserRegisters;

/** Frames in simulated RAM: 34 registers, and one word for what only a switch saves. */
public final class SimulatedRegisters implements UserRegisters {
  private static final int USER_STATE = 40;

  private final PhysicalMemory memory;

  /** The register that a switch saves and loads. */
  public long userState;

  public SimulatedRegisters(PhysicalMemory memory) {
    this.memory = memory;
  }

  @Override
  public int frameSize() {
    return 1024;
  }

  @Override
  public long frame(long physical) {
    return physical;
  }

  @Override
  public int count() {
    return 34;
  }

  @Override
  public long get(long frame, int register) {
    return memory.loadLong(frame + register * 8L);
  }

  @Override
  public void set(long frame, int register, long value) {
    memory.storeLong(frame + register * 8L, value);
  }

  @Override
  public void start(long frame, long entry, long stackPointer, long argument) {
    memory.zero(frame, frameSize());
    set(frame, 0, argument);
    set(frame, 31, stackPointer);
    set(frame, 32, entry);
  }

  @Override
  public long instructionPointer(long frame) {
    return get(frame, 32);
  }

  @Override
  public long link(long frame) {
    return get(frame, 30);
  }

  @Override
  public long framePointer(long frame) {
    return get(frame, 29);
  }

  @Override
  public void switchUserState(long from, long to) {
    if (from != 0) {
      set(from, USER_STATE, userState);
    }
    userState = get(to, USER_STATE);
  }
}
