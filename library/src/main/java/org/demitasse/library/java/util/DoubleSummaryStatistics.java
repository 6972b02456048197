package org.demitasse.library.java.util;

import org.demitasse.library.Partial;

/** The text of {@code DoubleSummaryStatistics}. */
@Partial
public abstract class DoubleSummaryStatistics {
  public final native long getCount();

  public final native double getSum();

  public final native double getMin();

  public final native double getMax();

  public final native double getAverage();

  @Override
  public String toString() {
    return String.format(
        "%s{count=%d, sum=%f, min=%f, average=%f, max=%f}",
        "DoubleSummaryStatistics", getCount(), getSum(), getMin(), getAverage(), getMax());
  }
}
