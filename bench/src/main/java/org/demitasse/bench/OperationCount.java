package org.demitasse.bench;

import org.demitasse.bench.kernel.Operation;

/**
 * How many instructions an operation of the kernel takes, the caller's own included.
 *
 * @param operation what was measured
 * @param owned while another thread's values were in the floating-point registers
 * @param minimum of all samples
 * @param median of all samples
 */
public record OperationCount(Operation operation, boolean owned, long minimum, long median) {
  /** Returns what others need for it. */
  Baseline baseline() {
    return Baseline.of(operation, owned);
  }
}
