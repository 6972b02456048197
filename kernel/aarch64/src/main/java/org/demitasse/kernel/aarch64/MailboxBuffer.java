package org.demitasse.kernel.aarch64;

/**
 * A message to the VideoCore in the kernel's own RAM: 64 bytes at a multiple of 64, which is a
 * cache line of the processors that there are beside a VideoCore (Cortex-A53, Arm DDI 0500, 6.1).
 */
final class MailboxBuffer implements VideoCoreMailbox.Buffer {
  private final long address;
  private final int busAddress;

  /**
   * @param address kernel's address
   * @param busAddress the VideoCore's
   */
  MailboxBuffer(long address, int busAddress) {
    this.address = address;
    this.busAddress = busAddress;
  }

  @Override
  public int busAddress() {
    return busAddress;
  }

  @Override
  public int load(int offset) {
    return Hardware.load32(address + offset);
  }

  @Override
  public void store(int offset, int value) {
    Hardware.store32(address + offset, value);
  }

  @Override
  public void exchange() {
    Hardware.exchangeLine(address);
  }
}
