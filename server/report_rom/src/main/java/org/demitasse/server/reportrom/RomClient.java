package org.demitasse.server.reportrom;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RomSession;

/** The session of a component that reads a report. It sees the next one when it asks for it. */
final class RomClient implements RomSession, Report.Reader {
  private final Pages pages;
  private final Report report;
  private Capability<Dataspace> memory = Capability.invalid();
  private Capability<Signal> handler = Capability.invalid();
  private long size;

  /** Of the report that the client sees; -1 before it sees any. */
  private int version = -1;

  RomClient(Pages pages, Report report) {
    this.pages = pages;
    this.report = report;
    report.add(this);
  }

  @Override
  public void changed() {
    Signal.submit(handler);
  }

  @Override
  public Capability<Dataspace> dataspace() {
    if (version < 0) {
      update();
    }
    return memory;
  }

  @Override
  public long size() {
    if (version < 0) {
      update();
    }
    return size;
  }

  @Override
  public boolean update() {
    if (version == report.version()) {
      return false;
    }
    byte[] content = report.content();
    Capability<Dataspace> next;
    try {
      next = pages.allocate(Math.max(1, content.length));
    } catch (OutOfRamException | OutOfCapabilitiesException none) {
      throw new IllegalArgumentException(
          "a report of " + content.length + " bytes has no room: " + none.getMessage(), none);
    }
    pages.write(next, content);
    free();
    memory = next;
    size = content.length;
    version = report.version();
    return true;
  }

  private void free() {
    if (memory.valid()) {
      pages.free(memory);
      memory = Capability.invalid();
    }
  }

  @Override
  public void handler(Capability<Signal> newHandler) {
    handler.release();
    handler = newHandler;
    if (version != report.version()) {
      Signal.submit(handler);
    }
  }

  void close() {
    report.remove(this);
    free();
    handler.release();
  }
}
