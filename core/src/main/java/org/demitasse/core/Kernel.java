package org.demitasse.core;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.rpc.Portals;

/**
 * What core wants of the kernel. Handles are positive; calls that answer with one return a negative
 * {@link ResultCode} instead when they fail, the others {@link ResultCode#OK} or why not. {@link
 * SystemCall} has the details of each.
 */
interface Kernel extends Portals {
  /** Takes a capability that the boot information names. */
  void grant(int kind, long handle, long physicalAddress, long size, int permissions);

  /** Takes how many processors there are. */
  void processors(int count);

  /**
   * Returns a new space.
   *
   * @param label at most {@link SystemCall#LABEL_LIMIT} bytes of it are kept
   */
  long createSpace(String label);

  /** Maps {@code size} bytes of whole pages with the access of {@code permissions}. */
  int map(long space, long virtualAddress, long physicalAddress, long size, int permissions);

  /** Takes away what is mapped among {@code size} bytes. */
  void unmap(long space, long virtualAddress, long size);

  /**
   * Returns a new thread, not started yet.
   *
   * @param controlBlock address for its control block
   * @param portal where its faults and its exit go
   */
  long createThread(
      long space, long entry, long stackPointer, long argument, long controlBlock, long portal);

  int setPriority(long thread, int priority);

  /** Moves the thread; processors beyond those that there are count from 0 again. */
  int setProcessor(long thread, int processor);

  int startThread(long thread);

  int suspendThread(long thread);

  /** Copies the registers of a stopped thread to {@link SystemCall#REGISTERS_SIZE} bytes. */
  int readRegisters(long thread, long address);

  long createEndpoint();

  /** Returns a new notification, bound to an endpoint unless that is 0. */
  long createNotification(long endpoint);

  /** Returns a new portal to an endpoint or a notification. */
  long createPortal(long target, long label);

  /**
   * Returns a line of the interrupt controller.
   *
   * @param edge whether it signals by edges, otherwise by level
   */
  long createInterrupt(int line, boolean edge);

  /**
   * Lets an interrupt send signals.
   *
   * @param target capability of a signal, or of a notification whose {@code bits} are set; 0 for
   *     none
   */
  int bindInterrupt(long interrupt, long target, long bits);

  /** Returns whether all of the addresses are those of devices that are not the kernel's own. */
  boolean isDevice(long physicalAddress, long size);

  int acknowledge(long interrupt);

  /** Returns the handle that {@code space} has of an object from now on. */
  long copy(long space, long capability);

  /** Destroys an object and gives up the handle. */
  void destroy(long capability);

  /** Gives up a handle. */
  void delete(long capability);

  /** Writes lines that somebody else has said. */
  void write(byte[] text, int count);

  /** Writes to the terminal: every byte as it is, and at once. */
  default void writeTerminal(byte[] text, int count) {
    write(text, count);
  }

  /** Returns the next byte that was typed, or -1. */
  default int readTerminal() {
    return -1;
  }

  /** Lets a thread set the timer that the kernel leaves to user land, or not any more. */
  default int allowTimer(long thread, boolean allowed) {
    return ResultCode.NOT_SUPPORTED;
  }

  /** Keeps the thread whose message is being handled for a later answer. */
  Kept keepCaller();

  /** A thread that waits for the answer to its message. */
  interface Kept {
    /** Lets it go on; if it is gone, only forgets it. */
    void resume();
  }

  /** Returns how many objects of all kinds the kernel can still make. */
  int freeObjects();

  /** Returns how many entries of capability tables are free, of all spaces together. */
  int freeCapabilities();

  /** Ends the system. */
  void powerOff(int exitCode);
}
