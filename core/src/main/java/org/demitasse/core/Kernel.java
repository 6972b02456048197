package org.demitasse.core;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;

/**
 * What core wants of the kernel. Handles are not negative; calls that answer with one return a
 * negative {@link ResultCode} instead when they fail. {@link SystemCall} has the details of each.
 */
interface Kernel {
  /** Returns the handle of a new space whose label lies at an address of core's own memory. */
  long createSpace(long labelAddress, int labelLength);

  /** Destroys a space and its threads; an event of theirs that has not been told never is. */
  int destroySpace(long space);

  /** Maps {@code size} bytes of whole pages with the access of {@code permissions}. */
  int map(long space, long virtualAddress, long physicalAddress, long size, int permissions);

  /** Returns the handle of a new thread, not started yet, whose faults and exit are events. */
  long createThread(long space, long entry, long stackPointer, long argument);

  /** Starts a new thread. */
  int startThread(long thread);

  /** Lets the thread of the last event go on, at the latest when core waits for the next one. */
  void resume();

  /**
   * Takes a capability that the boot information names.
   *
   * @param kind {@link org.demitasse.abi.ObjectKind}
   * @param physicalAddress of a physical range, like {@code size} and {@code permissions}
   */
  void grant(int kind, long handle, long physicalAddress, long size, int permissions);

  /** Copies the registers of a stopped thread to {@link SystemCall#REGISTERS_SIZE} bytes. */
  int readRegisters(long thread, long address);

  /** Waits for the next event and puts it into {@code event}. */
  int waitForEvent(ThreadEvent event);

  /** Ends the system. */
  void powerOff(int exitCode);
}
