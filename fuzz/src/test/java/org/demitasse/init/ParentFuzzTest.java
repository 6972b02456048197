package org.demitasse.init;

import static org.demitasse.init.InitRig.provides;
import static org.demitasse.init.InitRig.start;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.session.Parent;
import org.demitasse.core.SimulatedComponent;
import org.demitasse.fuzz.Messages;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any messages of two children to init, one of which provides a service that the other may use, as
 * it pleases them: init goes on, and when they are gone everything is back.
 */
final class ParentFuzzTest {
  private static final String TREE =
      start("a", provides("S"), "<restart delay_ms=\"0\"/>", "<config x=\"1\"/>")
          + start("b", "<restart delay_ms=\"0\"/>");

  static Stream<byte[]> sequences() {
    return Messages.sequences();
  }

  @MethodSource("sequences")
  @FuzzTest(maxDuration = "10m")
  void anyMessagesOfChildren(byte[] input) throws Exception {
    Messages messages = new Messages(input);
    InitRig rig = new InitRig();
    rig.apply(TREE);
    rig.announce("a", "S");
    while (!messages.isEmpty()) {
      int what = messages.below(40);
      if (what == 0) {
        rig.apply(TREE.replace("128K", messages.below(2) == 0 ? "128K" : "192K"));
      } else if (what == 1) {
        rig.apply(TREE.replace("<config x=\"1\"/>", "<config/>"));
      } else {
        message(rig, messages, messages.below(2) == 0 ? "a" : "b");
      }
      rig.system.settle();
      rig.pass(1 << 20);
      for (String name : new String[] {"a", "b"}) {
        if (!rig.runs(name)) {
          // It said that all is well and ended: another version of it.
          rig.apply("");
          rig.apply(TREE);
        }
      }
    }
    rig.assertNothingIsLeft();
  }

  private static void message(InitRig rig, Messages messages, String name) throws Exception {
    SimulatedComponent child = rig.child(name);
    List<Long> handles = new ArrayList<>();
    handles.add(0L);
    handles.add(child.parentHandle());
    handles.add(child.parent().sessionCapability(Parent.PD).handle());
    FakeKernel.as(
        child.space(),
        () -> {
          long notification = FakeKernel.createNotification(bits -> {});
          handles.add(FakeKernel.createSignal(notification, 1));
          handles.add(FakeKernel.createPortal(1, () -> {}));
          FakeKernel.call(
              child.parentHandle(),
              messages.below(26),
              messages.words(),
              messages.capabilities(handles));
          return 0;
        });
  }
}
