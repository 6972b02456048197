package org.demitasse.core;

/** What has happened to a thread: one instance is filled again and again. */
final class ThreadEvent {
  /** Operation of a {@link org.demitasse.abi.FaultMessage}. */
  int kind;

  long thread;
  long space;

  /** The address touched, or the exit code. */
  long address;

  long instruction;

  /** {@link org.demitasse.abi.FaultKind}. */
  int faultKind;

  /** Exception syndrome, ESR_EL1 (Arm ARM, D17.2.37). */
  long syndrome;
}
