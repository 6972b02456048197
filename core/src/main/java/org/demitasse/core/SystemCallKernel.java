package org.demitasse.core;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.raw.RawSystemCall;

/** The kernel that core runs on. */
final class SystemCallKernel implements Kernel {
  private static long call(int number, long a0, long a1, long a2, long a3, long a4) {
    return RawSystemCall.invoke(number, a0, a1, a2, a3, a4, 0, 0);
  }

  private static long handle(long result) {
    return result == ResultCode.OK ? RawSystemCall.result(1) : result;
  }

  @Override
  public long createSpace(long labelAddress, int labelLength) {
    return handle(call(SystemCall.SPACE_CREATE, labelAddress, labelLength, 0, 0, 0));
  }

  @Override
  public int destroySpace(long space) {
    return (int) call(SystemCall.SPACE_DESTROY, space, 0, 0, 0, 0);
  }

  @Override
  public int map(
      long space, long virtualAddress, long physicalAddress, long size, int permissions) {
    return (int) call(SystemCall.MAP, space, virtualAddress, physicalAddress, size, permissions);
  }

  @Override
  public long createThread(long space, long entry, long stackPointer, long argument) {
    return handle(call(SystemCall.THREAD_CREATE, space, entry, stackPointer, argument, 0));
  }

  @Override
  public int startThread(long thread) {
    return (int) call(SystemCall.THREAD_START, thread, 0, 0, 0, 0);
  }

  @Override
  public int readRegisters(long thread, long address) {
    return (int) call(SystemCall.THREAD_REGISTERS, thread, address, 0, 0, 0);
  }

  @Override
  public int waitForEvent(ThreadEvent event) {
    int result = (int) call(SystemCall.WAIT, 0, 0, 0, 0, 0);
    if (result == ResultCode.OK) {
      event.kind = (int) RawSystemCall.result(1);
      event.thread = RawSystemCall.result(2);
      event.space = RawSystemCall.result(3);
      event.address = RawSystemCall.result(4);
      event.instruction = RawSystemCall.result(5);
      event.faultKind = (int) RawSystemCall.result(6);
      event.syndrome = RawSystemCall.result(7);
    }
    return result;
  }

  @Override
  public void powerOff(int exitCode) {
    call(SystemCall.POWER_OFF, exitCode, 0, 0, 0, 0);
  }
}
