package org.demitasse.boottest;

import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.ReportSession;
import org.demitasse.base.session.ReportSessionClient;

/** Reports three times, with pauses. */
public final class Reporting implements Component {
  private static final long SIZE = 4096;

  @Override
  public void construct(Env env) throws Exception {
    ReportSession report =
        new ReportSessionClient(
            env.session(ReportSessionClient.SERVICE, "state", "buffer_size=4K", SIZE, 0));
    Capability<Dataspace> memory = report.dataspace();
    long address = env.addressSpace().attach(memory, Attachment.READ_WRITE);
    for (int number = 1; number <= 3; number++) {
      Thread.sleep(200);
      String text = "report " + number;
      for (int i = 0; i < text.length(); i++) {
        RawMemory.storeByte(address + i, text.charAt(i));
      }
      report.submit(text.length());
    }
    env.exit(0);
  }
}
