package org.demitasse.kernel.aarch64;

/** The processors' TLBs. */
final class HardwareTranslationBuffer implements TranslationBuffer {
  private final long emptyTable;

  /** Takes the physical address of a table without entries. */
  HardwareTranslationBuffer(long emptyTable) {
    this.emptyTable = emptyTable;
  }

  @Override
  public void tableWritten() {
    Hardware.tableWritten();
  }

  @Override
  public void flushPage(long virtual, int tag) {
    // TLBI VALE1IS operand: ASID in bits 63:48, VA[55:12] in bits 43:0 (Arm ARM C5.5).
    Hardware.invalidatePage((long) tag << 48 | virtual >>> 12);
  }

  @Override
  public void flushSpace(int tag) {
    Hardware.invalidateSpace((long) tag << 48);
  }

  @Override
  public void flushed() {
    Hardware.invalidationDone();
  }

  @Override
  public long activation(long root, int tag) {
    // TTBR0_EL1: ASID in bits 63:48 (TCR_EL1.A1 is 0), table in the rest.
    return root == 0 ? emptyTable : (long) tag << 48 | root;
  }

  @Override
  public void activated() {
    Hardware.synchronize();
  }
}
