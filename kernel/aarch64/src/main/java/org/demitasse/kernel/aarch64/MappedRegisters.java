package org.demitasse.kernel.aarch64;

/** Registers in the kernel's device window. */
final class MappedRegisters implements DeviceRegisters {
  private static final int WRITE = 0;
  private static final int READ = 1;

  private final long base;
  private final long physical;
  private final boolean secure;

  /**
   * @param base kernel's address
   * @param physical physical address
   * @param secure whether the monitor of start.S serves {@link #storeSecure}
   */
  MappedRegisters(long base, long physical, boolean secure) {
    this.base = base;
    this.physical = physical;
    this.secure = secure;
  }

  @Override
  public int load(long offset) {
    return Hardware.load32(base + offset);
  }

  @Override
  public void store(long offset, int value) {
    Hardware.store32(base + offset, value);
  }

  @Override
  public void storeSecure(long offset, int value) {
    if (secure) {
      Hardware.monitor(WRITE, physical + offset, value);
    }
  }

  @Override
  public int loadSecure(long offset) {
    return secure ? Hardware.monitor(READ, physical + offset, 0) : 0;
  }

  @Override
  public void order() {
    Hardware.orderDevices();
  }
}
