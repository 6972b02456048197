package org.demitasse.library.java.util;

import java.util.function.DoubleConsumer;

/** Count, sum, least and greatest of numbers; the sum is compensated (Kahan 1965). */
public class DoubleSummaryStatistics implements DoubleConsumer {
  private long count;
  private double sum;
  private double error;

  /** Without compensation: right if an infinity is among the numbers. */
  private double plainSum;

  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  public DoubleSummaryStatistics() {}

  public DoubleSummaryStatistics(long count, double min, double max, double sum) {
    if (count < 0) {
      throw new IllegalArgumentException("Negative count value");
    }
    if (count == 0) {
      return;
    }
    if (min > max) {
      throw new IllegalArgumentException("Minimum greater than maximum");
    }
    boolean anyNaN = Double.isNaN(min) || Double.isNaN(max) || Double.isNaN(sum);
    if (anyNaN && !(Double.isNaN(min) && Double.isNaN(max) && Double.isNaN(sum))) {
      throw new IllegalArgumentException("Some, not all, of the minimum, maximum, or sum is NaN");
    }
    this.count = count;
    this.min = min;
    this.max = max;
    this.sum = sum;
    this.plainSum = sum;
  }

  @Override
  public void accept(double value) {
    count++;
    plainSum += value;
    add(value);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  public void combine(DoubleSummaryStatistics other) {
    count += other.count;
    plainSum += other.plainSum;
    add(other.sum);
    add(-other.error);
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  private void add(double value) {
    double corrected = value - error;
    double next = sum + corrected;
    error = (next - sum) - corrected;
    sum = next;
  }

  public final long getCount() {
    return count;
  }

  public final double getSum() {
    double exact = sum - error;
    return Double.isNaN(exact) && Double.isInfinite(plainSum) ? plainSum : exact;
  }

  public final double getMin() {
    return min;
  }

  public final double getMax() {
    return max;
  }

  public final double getAverage() {
    return count == 0 ? 0 : getSum() / count;
  }

  @Override
  public String toString() {
    return String.format(
        "%s{count=%d, sum=%f, min=%f, average=%f, max=%f}",
        "DoubleSummaryStatistics", getCount(), getSum(), getMin(), getAverage(), getMax());
  }
}
