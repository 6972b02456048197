package org.demitasse.server.reportrom;

import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.SessionFactory;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.ReportSessionDispatcher;
import org.demitasse.base.session.RomSessionDispatcher;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;

/**
 * Takes reports by the service Report and shows them as ROMs to those that its policies name. The
 * memory of a report comes with its session; that of what readers see is the server's own.
 */
public final class ReportRomServer implements Component {
  private final Reports reports = new Reports();
  private Policies policies = Policies.read("<config/>");

  @Override
  public void construct(Env env) {
    configure(env);
    env.configHandler(() -> configure(env));
    Pages pages = new AttachedPages(env);
    env.provide("Report", new Authors(pages, reports));
    env.provide("ROM", new Readers(pages));
  }

  private void configure(Env env) {
    policies = Policies.read(env.config());
    policies.mistakes().forEach(env::log);
  }

  /** Makes the sessions of those that report. */
  static final class Authors implements SessionFactory {
    private static final long BUFFER_SIZE = 4096;

    private final Pages pages;
    private final Reports reports;

    Authors(Pages pages, Reports reports) {
      this.pages = pages;
      this.reports = reports;
    }

    @Override
    public Dispatcher create(SessionRequest request)
        throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
      long size = new Arguments(request.arguments()).number("buffer_size", BUFFER_SIZE);
      if (size <= 0 || size > Integer.MAX_VALUE) {
        throw new ServiceDeniedException("buffer_size=" + size + " is no size of a report");
      }
      if (request.ram() < size) {
        throw new OutOfRamException("a report of " + size + " bytes needs as much RAM");
      }
      return new ReportSessionDispatcher(
          new ReportClient(pages, reports.report(request.label()), size));
    }

    @Override
    public void close(Dispatcher session) {
      ((ReportClient) session.object()).close();
    }
  }

  /** Makes the sessions of those that read. */
  private final class Readers implements SessionFactory {
    private final Pages pages;

    Readers(Pages pages) {
      this.pages = pages;
    }

    @Override
    public Dispatcher create(SessionRequest request) throws ServiceDeniedException {
      String label =
          policies
              .reportFor(request.label())
              .orElseThrow(
                  () ->
                      new ServiceDeniedException(
                          "no policy names a report for \"" + request.label() + "\""));
      return new RomSessionDispatcher(new RomClient(pages, reports.report(label)));
    }

    @Override
    public void close(Dispatcher session) {
      ((RomClient) session.object()).close();
    }
  }
}
