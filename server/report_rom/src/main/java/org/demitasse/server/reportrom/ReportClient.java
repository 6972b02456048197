package org.demitasse.server.reportrom;

import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.ReportSession;

/** The session of a component that reports. */
final class ReportClient implements ReportSession {
  private final Pages pages;
  private final Report report;
  private final long size;
  private final Capability<Dataspace> memory;

  ReportClient(Pages pages, Report report, long size)
      throws OutOfRamException, OutOfCapabilitiesException {
    this.pages = pages;
    this.report = report;
    this.size = size;
    memory = pages.allocate(size);
  }

  @Override
  public Capability<Dataspace> dataspace() {
    return memory;
  }

  @Override
  public void submit(long length) {
    if (length < 0 || length > size) {
      throw new IllegalArgumentException(
          "a report of " + length + " bytes; the session has " + size);
    }
    report.submit(pages.read(memory, (int) length));
  }

  void close() {
    pages.free(memory);
  }
}
