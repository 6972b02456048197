package org.demitasse.core;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;

/**
 * The system calls that core makes. Handles are not negative; calls that answer with one return a
 * negative {@link ResultCode} instead when they fail. {@link SystemCall} has the details of each.
 */
interface Kernel {
  /** Returns the handle of a new space whose label lies at an address of core's own memory. */
  long createSpace(long labelAddress, int labelLength);

  int destroySpace(long space);

  /** Maps {@code size} bytes of whole pages with the access of {@code permissions}. */
  int map(long space, long virtualAddress, long physicalAddress, long size, int permissions);

  /** Returns the handle of a new thread, not started yet. */
  long createThread(long space, long entry, long stackPointer, long argument);

  /** Starts a new thread, or lets one go on that an event has stopped. */
  int startThread(long thread);

  /** Copies the registers of a stopped thread to {@link SystemCall#REGISTERS_SIZE} bytes. */
  int readRegisters(long thread, long address);

  /** Waits for the next event and puts it into {@code event}. */
  int waitForEvent(ThreadEvent event);

  /** Ends the system. */
  void powerOff(int exitCode);
}
