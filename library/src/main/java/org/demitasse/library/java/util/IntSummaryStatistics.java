package org.demitasse.library.java.util;

import org.demitasse.library.Partial;

/** The text of {@code IntSummaryStatistics}. */
@Partial
public abstract class IntSummaryStatistics {
  public final native long getCount();

  public final native long getSum();

  public final native int getMin();

  public final native int getMax();

  public final native double getAverage();

  @Override
  public String toString() {
    return String.format(
        "%s{count=%d, sum=%d, min=%d, average=%f, max=%d}",
        "IntSummaryStatistics", getCount(), getSum(), getMin(), getAverage(), getMax());
  }
}
