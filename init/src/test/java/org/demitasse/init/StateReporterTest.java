package org.demitasse.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demitasse.init.InitRig.start;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ReportSession;
import org.demitasse.base.session.ReportSessionDispatcher;
import org.demitasse.base.session.ServiceDeniedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When and where init delivers its state report; the test is the parent and the server. */
class StateReporterTest {

  private static final String REPORT = "<report delay_ms=\"200\"/>";

  private final InitRig rig = new InitRig();
  private final List<String> reports = new ArrayList<>();

  /** What the parent was asked for and what it was told. */
  private final List<String> asked = new ArrayList<>();

  private boolean provided = true;
  private boolean ready = true;
  private boolean gone;

  /** A server in the place of report_rom; its memory is of init's account. */
  private final class Server implements ReportSession {
    private final Capability<Dataspace> memory;
    private final long size;

    Server(long size) {
      this.size = size;
      memory = rig.init.as(() -> rig.env.domain().allocate(size));
    }

    @Override
    public Capability<Dataspace> dataspace() {
      return memory;
    }

    @Override
    public void submit(long length) {
      assertThat(length).isLessThanOrEqualTo(size);
      rig.init.as(
          () -> {
            long address = rig.env.addressSpace().attach(memory, Attachment.READ_ONLY);
            byte[] content = new byte[(int) length];
            for (int i = 0; i < content.length; i++) {
              content[i] = (byte) RawMemory.loadByte(address + i);
            }
            rig.env.addressSpace().detach(address);
            return reports.add(new String(content, StandardCharsets.UTF_8));
          });
    }
  }

  @BeforeEach
  void speakForTheParent() {
    Parent core = rig.env.parent;
    rig.env.parent =
        (Parent)
            Proxy.newProxyInstance(
                Parent.class.getClassLoader(),
                new Class<?>[] {Parent.class},
                (proxy, method, arguments) -> {
                  boolean report =
                      method.getName().equals("session")
                          && arguments != null
                          && "Report".equals(arguments[1]);
                  if (report && provided) {
                    asked.add(arguments[2] + ", " + arguments[3] + ", " + arguments[4]);
                    return ready ? server((String) arguments[3]) : Capability.invalid();
                  }
                  if (method.getName().equals("sessionCapability") && !asked.isEmpty()) {
                    if (gone) {
                      throw new ServiceDeniedException("the server of the session is gone");
                    }
                    return ready ? server("buffer_size=4096") : Capability.invalid();
                  }
                  if (method.getName().equals("close") && !asked.isEmpty()) {
                    asked.add("closed");
                    return null;
                  }
                  try {
                    return method.invoke(core, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  private Capability<Object> server(String arguments) {
    Server server = new Server(new Arguments(arguments).number("buffer_size", 0));
    return rig.init.as(() -> rig.init.entrypoint().manage(new ReportSessionDispatcher(server)));
  }

  private void sessionsChange() {
    rig.init.as(
        () -> {
          rig.tree.lookAtSessions();
          return 0;
        });
    rig.system.settle();
  }

  @Test
  void changes_areGathered_andReportedOnceInTheDelay() {
    rig.apply(REPORT + start("a") + start("b"));
    rig.pass(199);
    assertThat(reports).isEmpty();
    rig.pass(1);
    assertThat(asked).containsExactly("state, buffer_size=4096, 4096");
    assertThat(reports)
        .containsExactly(
            """
            <state>
              <child name="a" binary="program"/>
              <child name="b" binary="program"/>
            </state>
            """);
    rig.exit("a", 3);
    rig.fault("b");
    rig.pass(199);
    assertThat(reports).hasSize(1);
    rig.pass(1);
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1))
        .contains("<child name=\"a\" binary=\"program\" exited=\"3\"/>")
        .contains("<child name=\"b\" binary=\"program\" state=\"faulted\"/>");
  }

  @Test
  void whatLooksTheSame_isNotReportedAgain() throws Exception {
    rig.apply(REPORT + start("a"));
    rig.pass(200);
    rig.ask("a", 16, "ROM", "program");
    rig.apply(REPORT + start("a"));
    rig.pass(1000);
    assertThat(reports).hasSize(1);
  }

  @Test
  void aSession_isReportedWhenItIsOpen_whereSessionsAreAskedFor() throws Exception {
    rig.apply("<report requested=\"yes\"/>" + start("a"));
    rig.pass(100);
    assertThat(reports.getLast()).doesNotContain("ROM");
    rig.ask("a", 16, "ROM", "program");
    rig.pass(100);
    assertThat(reports.getLast()).contains("service=\"ROM\" label=\"program\"");
    rig.close("a", 16);
    rig.pass(100);
    assertThat(reports.getLast()).doesNotContain("ROM");
  }

  @Test
  void withoutAReportElement_nothingIsAskedFor_andAnOpenSessionEnds() {
    rig.apply(start("a"));
    rig.pass(1000);
    assertThat(asked).isEmpty();
    rig.apply(REPORT + start("a"));
    rig.pass(200);
    rig.apply(start("a"));
    rig.pass(1000);
    assertThat(asked).last().isEqualTo("closed");
    assertThat(reports).hasSize(1);
  }

  @Test
  void aReportBeyondTheBuffer_getsALargerOne() {
    rig.apply("<report buffer=\"64\"/>" + start("a") + start("b"));
    rig.pass(100);
    assertThat(reports).hasSize(1);
    assertThat(reports.getLast().length()).isGreaterThan(64);
    rig.apply("<report buffer=\"64\"/>" + start("a") + start("b") + start("a-long-name".repeat(5)));
    rig.pass(100);
    assertThat(reports).hasSize(2);
    assertThat(asked).contains("closed");
  }

  @Test
  void aParentWithoutTheService_isSpokenOfOnce_andInitWorksOn() {
    provided = false;
    rig.apply(REPORT + start("a"));
    rig.pass(1000);
    rig.exit("a", 1);
    rig.pass(1000);
    assertThat(rig.log()).containsOnlyOnce("the state report is not delivered: ");
    assertThat(rig.log()).contains("child \"a\" exited with exit value 1");
    rig.apply(start("c"));
    assertThat(rig.runs("c")).isTrue();
    rig.assertNothingIsLeft();
  }

  @Test
  void aRefusal_holdsUntilTheNextConfiguration() {
    provided = false;
    rig.apply(REPORT + start("a"));
    rig.pass(1000);
    provided = true;
    rig.exit("a", 1);
    rig.pass(1000);
    assertThat(reports).isEmpty();
    rig.apply(REPORT + start("a"));
    rig.pass(200);
    assertThat(reports).hasSize(1);
  }

  @Test
  void aServerThatIsNotReady_getsTheReportWhenItIs() {
    ready = false;
    rig.apply(REPORT + start("a"));
    rig.pass(1000);
    sessionsChange();
    assertThat(reports).isEmpty();
    ready = true;
    sessionsChange();
    rig.pass(200);
    assertThat(reports).hasSize(1);
    assertThat(asked).hasSize(1);
  }

  @Test
  void aServerThatIsGone_isAskedAgainLater_andGetsTheWholeReport() {
    rig.apply(REPORT + start("a"));
    rig.pass(200);
    gone = true;
    sessionsChange();
    assertThat(rig.log()).contains("the state report is not delivered: the server");
    gone = false;
    rig.pass(999);
    assertThat(reports).hasSize(1);
    rig.pass(1);
    assertThat(reports).hasSize(2);
    assertThat(asked).hasSize(2);
  }
}
