package org.demitasse.base.raw;

/** Takes the place of the class of this name, which needs the target: {@link FakeKernel}. */
public final class RawSystemCall {
  private RawSystemCall() {}

  public static long invoke(
      long number, long a0, long a1, long a2, long a3, long a4, long a5, long a6) {
    return FakeKernel.invoke((int) number, a0, a1, new long[] {a2, a3, a4, a5});
  }

  public static void prepare(int index, long value) {
    FakeKernel.prepare(index, value);
  }

  public static long invokePrepared(long number, long a0) {
    return invoke(number, a0, result(1), result(2), result(3), result(4), result(5), 0);
  }

  public static long utcb() {
    return FakeKernel.UTCB;
  }

  public static long result(int index) {
    return FakeKernel.result(index);
  }
}
