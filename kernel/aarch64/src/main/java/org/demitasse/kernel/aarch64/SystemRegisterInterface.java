package org.demitasse.kernel.aarch64;

/** The hardware's. */
final class SystemRegisterInterface implements GicCpuInterface {
  @Override
  public int processor() {
    return ProcessorBlocks.current();
  }

  @Override
  public boolean start() {
    return Hardware.interruptInterface() != 0;
  }

  @Override
  public int acknowledge() {
    return (int) Hardware.interruptAcknowledge();
  }

  @Override
  public void end(int number) {
    Hardware.interruptEnd(number);
  }

  @Override
  public void send(long value) {
    Hardware.interruptSend(value);
  }
}
