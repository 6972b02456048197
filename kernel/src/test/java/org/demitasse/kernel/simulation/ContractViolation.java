package org.demitasse.kernel.simulation;

/** The kernel asked something of the hardware that no hardware can bear. */
public final class ContractViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

  ContractViolation(String message) {
    super(message);
  }
}
