package org.demitasse.library.java.util;

import org.demitasse.library.Partial;

/** The text of {@code LongSummaryStatistics}. */
@Partial
public abstract class LongSummaryStatistics {
  public final native long getCount();

  public final native long getSum();

  public final native long getMin();

  public final native long getMax();

  public final native double getAverage();

  @Override
  public String toString() {
    return String.format(
        "%s{count=%d, sum=%d, min=%d, average=%f, max=%d}",
        "LongSummaryStatistics", getCount(), getSum(), getMin(), getAverage(), getMax());
  }
}
