package org.demitasse.kernel;

import org.demitasse.kernel.simulation.SimulatedMachine;

/** One thing that happens on one processor: what user code does, or an interrupt. */
final class UserAction {
  static final int INTERRUPT = 0;
  static final int CALL = 1;
  static final int REPEATED_CALL = 2;
  static final int PAGE_FAULT = 3;
  static final int EXCEPTION = 4;
  static final int FLOATING_POINT = 5;
  static final int THREAD_POINTER = 6;
  static final int USER_TIMER = 7;
  static final int END_OF_SLICE = 8;
  static final int RAISE_LINE = 9;
  static final int WRITE_MEMORY = 10;

  int kind;
  int processor;

  /** Number of the call, or kind of fault. */
  long number;

  final long[] arguments = new long[7];

  /** Physical addresses and values that user code stores before. */
  final long[] addresses = new long[8];

  final long[] values = new long[8];
  int stores;

  void begin(int happens, int where) {
    kind = happens;
    processor = where;
    stores = 0;
  }

  void store(long address, long value) {
    addresses[stores] = address;
    values[stores++] = value;
  }

  void happen(SimulatedMachine machine) {
    for (int i = 0; i < stores; i++) {
      machine.memory.storeLong(addresses[i], values[i]);
    }
    switch (kind) {
      case INTERRUPT -> machine.interrupt(processor);
      case CALL -> machine.systemCall(processor, number, arguments);
      case REPEATED_CALL -> machine.systemCall(processor);
      case PAGE_FAULT -> machine.pageFault(processor, (int) number, arguments[0]);
      case EXCEPTION -> machine.exception(processor, (int) number, arguments[0]);
      case FLOATING_POINT -> machine.useFloatingPoint(processor);
      case THREAD_POINTER -> machine.useThreadPointer(processor);
      case USER_TIMER -> machine.useUserTimer(processor);
      case END_OF_SLICE -> machine.endSlice(processor);
      case RAISE_LINE -> machine.interrupts.raise((int) number, arguments[0] != 0);
      default -> {
        // The stores are all of it.
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("processor ").append(processor).append(": ");
    switch (kind) {
      case INTERRUPT -> text.append("interrupt");
      case CALL -> {
        text.append("call ").append(number);
        for (long each : arguments) {
          text.append(' ').append(Long.toHexString(each));
        }
      }
      case REPEATED_CALL -> text.append("same call again");
      case PAGE_FAULT -> text.append("page fault ").append(Long.toHexString(arguments[0]));
      case EXCEPTION -> text.append("exception ").append(number);
      case FLOATING_POINT -> text.append("floating point");
      case THREAD_POINTER -> text.append("thread pointer");
      case USER_TIMER -> text.append("user timer");
      case END_OF_SLICE -> text.append("end of slice");
      case RAISE_LINE -> text.append("line ").append(number).append(" is ").append(arguments[0]);
      default -> text.append("stores ").append(stores);
    }
    return text.toString();
  }
}
