package org.demitasse.kernel;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.SystemCall;
import org.jspecify.annotations.Nullable;

/** A user address space: translation tables, capabilities, threads, and a label. */
final class Space extends KernelObject {
  static final int LINE_LIMIT = 256;

  /** Stands before each of its console lines. */
  final byte[] label = new byte[SystemCall.LABEL_LIMIT];

  int labelLength;

  /** The console line that it has begun. */
  final byte[] line = new byte[LINE_LIMIT];

  int lineLength;

  long tables;

  /** What activates them. */
  long activation;

  @Nullable Capability firstCapability;
  int capabilities;
  int capabilityLimit;

  @Nullable UserThread firstThread;

  Space(int index) {
    super(ObjectKind.SPACE, index);
  }

  /** Tags its translations in the TLB; tag 0 is nobody's. */
  int tag() {
    return index + 1;
  }
}
