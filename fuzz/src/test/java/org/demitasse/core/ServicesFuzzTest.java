package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.runtime.Program;
import org.demitasse.fuzz.Messages;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any sequence of messages to the objects of core's services: none ends in an exception that no
 * method names, and when the sessions are closed everything is back.
 */
final class ServicesFuzzTest {
  private static final long CLIENT = 99;
  private static final int MOST_OBJECTS = 200;

  static Stream<byte[]> sequences() {
    return Messages.sequences();
  }

  @MethodSource("sequences")
  @FuzzTest(maxDuration = "10m")
  void domainsMapsAndThreads(byte[] input) throws Exception {
    run(input, "PD", "PD", "RM", "CPU", "ROM");
  }

  @MethodSource("sequences")
  @FuzzTest(maxDuration = "10m")
  void everyService(byte[] input) throws Exception {
    run(input, "PD", "RAM", "CAP", "RM", "CPU", "ROM", "LOG", "SIGNAL", "IRQ", "IO_MEM");
  }

  private static void run(byte[] input, String... services) throws Exception {
    Program.takeOutput();
    CoreRig rig = new CoreRig();
    Messages messages = new Messages(input);
    List<Session> sessions = new ArrayList<>();
    List<Long> handles = new ArrayList<>();
    for (String each : services) {
      Session session = rig.open(each, "text", "base=0x9000000, size=4K, irq_number=33");
      sessions.add(session);
      handles.add(FakeKernel.copy(CLIENT, rig.capability(session).handle()));
      if (session.dispatcher().object() instanceof Domain) {
        rig.domain(session, 60L * CoreRig.PAGE, 60);
      }
    }
    handles.add(0L);
    FakeKernel.as(
        CLIENT,
        () -> {
          long notification = FakeKernel.createNotification(bits -> {});
          handles.add(FakeKernel.createSignal(notification, 1));
          while (!messages.isEmpty()) {
            long target = handles.get(messages.below(Math.min(256, handles.size())));
            FakeKernel.Answer answer =
                FakeKernel.call(
                    target, messages.below(24), messages.words(), messages.capabilities(handles));
            assertThat(answer.result()).isNotEqualTo(ResultCode.CANCELLED);
            handles.addAll(answer.capabilities());
            while (handles.size() > MOST_OBJECTS) {
              FakeKernel.deleteHandle(handles.removeLast());
            }
          }
          return 0;
        });
    FakeKernel.deliverSignals();
    assertThat(Program.takeOutput()).isEmpty();
    if (messages.below(2) == 1) {
      Collections.reverse(sessions);
    }
    // Those that their clients have not returned quota of refer to an account that is closed later.
    for (Session each : sessions) {
      each.end().run();
    }
    FakeKernel.destroyComponent(CLIENT);
    rig.assertNothingIsLeft();
  }
}
