package org.demitasse.init;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.child.LocalWriter;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.ReportSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.Configuration.ReportSettings;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the state report to the service Report of the parent, under the label {@code state}:
 * when the state has changed, and at most once in the delay that the configuration states.
 *
 * <p>The session is asked for without waiting. Where the parent refuses it, init says so once and
 * asks again with its next configuration; where something is missing or the server is gone, it
 * tries again by itself.
 */
final class StateReporter {
  private static final long RETRY_MILLISECONDS = 1000;
  private static final int NONE = 0;

  private final Env env;
  private final Alarm alarm;
  private final Tree tree;
  private final LocalWriter writer;

  private @Nullable ReportSettings settings;
  private boolean refused;

  /** Whether a report is due when the alarm goes off. */
  private boolean due;

  /** Of the session that is open or asked for. */
  private long sessionId = NONE;

  private Capability<Object> session = Capability.invalid();
  private Capability<Dataspace> memory = Capability.invalid();
  private long size;
  private String delivered = "";
  private String complaint = "";

  StateReporter(Env env, Alarm alarm, Tree tree, LocalWriter writer) {
    this.env = env;
    this.alarm = alarm;
    this.tree = tree;
    this.writer = writer;
  }

  /** Takes over what a configuration says; without {@code <report>} nothing is reported. */
  void apply(Optional<ReportSettings> next) {
    ReportSettings before = settings;
    ReportSettings now = next.orElse(null);
    if (now == null || before == null || now.buffer() != before.buffer()) {
      close();
      size = now == null ? 0 : now.buffer();
    }
    settings = now;
    refused = false;
    changed();
  }

  /** Told that the state may be another one. */
  void changed() {
    ReportSettings known = settings;
    if (known != null) {
      reportAfter(known.delayMilliseconds());
    }
  }

  private void reportAfter(long milliseconds) {
    if (!due && !refused) {
      due = true;
      alarm.after(milliseconds, this::report);
    }
  }

  private void report() {
    due = false;
    if (settings == null || refused) {
      return;
    }
    String text = tree.report();
    if (text.equals(delivered)) {
      return;
    }
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length > size) {
      close();
      size = Math.max(content.length, 2 * size);
    }
    try {
      if (sessionId == NONE) {
        ask();
      }
      if (session.valid()) {
        writer.put(memory, content);
        new ReportSessionClient(Capability.ofHandle(session.handle())).submit(content.length);
        delivered = text;
        complaint = "";
      }
    } catch (ServiceDeniedException denied) {
      refuse(denied);
    } catch (OutOfRamException | OutOfCapabilitiesException | RpcException shortage) {
      tryAgain(shortage);
    }
  }

  private void ask() throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    long id = tree.sessions().newId();
    Capability<Object> answer =
        env.parent()
            .session(
                id,
                Configuration.REPORT_SERVICE,
                Configuration.REPORT_LABEL,
                "buffer_size=" + size,
                size,
                0);
    sessionId = id;
    open(answer);
  }

  private void open(Capability<Object> answer) {
    session = answer;
    if (answer.valid()) {
      memory = new ReportSessionClient(Capability.ofHandle(answer.handle())).dataspace();
    }
  }

  /** Sees what has become of the session: the parent has decided, or the server is gone. */
  void sessionsChanged() {
    if (sessionId == NONE) {
      return;
    }
    boolean waited = !session.valid();
    try {
      Capability<Object> answer = env.parent().sessionCapability(sessionId);
      if (waited) {
        open(answer);
        if (answer.valid()) {
          changed();
        }
      } else {
        answer.release();
      }
    } catch (ServiceDeniedException denied) {
      forget();
      if (waited) {
        refuse(denied);
      } else {
        tryAgain(denied);
      }
    } catch (OutOfRamException | OutOfCapabilitiesException shortage) {
      forget();
      tryAgain(shortage);
    } catch (RpcException lost) {
      tryAgain(lost);
    }
  }

  private void refuse(Exception reason) {
    refused = true;
    complain(reason);
  }

  private void tryAgain(Exception reason) {
    close();
    complain(reason);
    reportAfter(RETRY_MILLISECONDS);
  }

  /** Says what is wrong, unless it is what was said last. */
  private void complain(Exception reason) {
    String text = "the state report is not delivered: " + reason.getMessage();
    if (!text.equals(complaint)) {
      complaint = text;
      tree.log(text);
    }
  }

  private void close() {
    if (sessionId != NONE) {
      env.parent().close(sessionId);
      forget();
    }
  }

  private void forget() {
    memory.release();
    memory = Capability.invalid();
    session.release();
    session = Capability.invalid();
    sessionId = NONE;
    // The next server knows nothing of it.
    delivered = "";
  }
}
