package org.demitasse.kernel.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Registers that keep what is written, for devices whose behaviour a test overrides, and a journal
 * of what was done to them in which order.
 */
class FakeRegisters implements DeviceRegisters {
  /** An access. */
  record Access(boolean write, int offset, int value) {}

  private static final Access ORDER = new Access(false, Integer.MIN_VALUE, 0);

  private final Map<Integer, Integer> values = new HashMap<>();
  private final List<Access> journal = new ArrayList<>();

  /** What a register holds. */
  int value(int offset) {
    return values.getOrDefault(offset, 0);
  }

  FakeRegisters with(int offset, int value) {
    values.put(offset, value);
    return this;
  }

  /** What was written since the journal was cleared, in order. */
  List<Access> writes() {
    return journal.stream().filter(Access::write).toList();
  }

  /**
   * Forgets the journal, after checking that accesses to this device were kept apart from those to
   * others at the beginning and at the end (BCM2835 ARM Peripherals, 1.3).
   */
  void assertOrderedAndForget() {
    assertThat(journal).isNotEmpty();
    assertThat(journal.get(0)).as("begins with a barrier").isSameAs(ORDER);
    assertThat(journal.get(journal.size() - 1)).as("ends with a barrier").isSameAs(ORDER);
    journal.clear();
  }

  /** What reading a register does. */
  int read(int offset) {
    return value(offset);
  }

  /** What writing a register does. */
  void write(int offset, int value) {
    values.put(offset, value);
  }

  @Override
  public final int load(long offset) {
    int value = read((int) offset);
    journal.add(new Access(false, (int) offset, value));
    return value;
  }

  @Override
  public final void store(long offset, int value) {
    journal.add(new Access(true, (int) offset, value));
    write((int) offset, value);
  }

  @Override
  public void storeSecure(long offset, int value) {
    throw new AssertionError("this device knows no security states");
  }

  @Override
  public int loadSecure(long offset) {
    throw new AssertionError("this device knows no security states");
  }

  @Override
  public void order() {
    journal.add(ORDER);
  }
}
