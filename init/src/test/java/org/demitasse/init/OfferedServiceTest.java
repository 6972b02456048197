package org.demitasse.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demitasse.init.InitRig.provides;
import static org.demitasse.init.InitRig.start;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that init offers to its parent for its children; the test is the parent. */
class OfferedServiceTest {

  private static final String OFFER =
      """
      <service name="S">
        <policy label="x"> <child name="one"/> </policy>
        <policy label_prefix="two"> <child name="two" label="rewritten"/> </policy>
      </service>
      """;

  private final InitRig rig = new InitRig();
  private final Deque<SessionRequest> requests = new ArrayDeque<>();
  private final List<String> announced = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private Capability<Signal> handler = Capability.invalid();

  @AfterEach
  void everythingComesBack() {
    // The one thing that init keeps: where it is told of requests.
    rig.init.as(
        () -> {
          handler.release();
          return 0;
        });
    rig.assertNothingIsLeft();
  }

  @SuppressWarnings("unchecked") // The argument of requestHandler.
  @BeforeEach
  void speakForTheParent() {
    Parent core = rig.env.parent;
    rig.env.parent =
        (Parent)
            Proxy.newProxyInstance(
                Parent.class.getClassLoader(),
                new Class<?>[] {Parent.class},
                (proxy, method, arguments) -> {
                  switch (method.getName()) {
                    case "announce" -> announced.add((String) arguments[0]);
                    case "requestHandler" -> handler = (Capability<Signal>) arguments[0];
                    case "nextRequest" -> {
                      SessionRequest next = requests.poll();
                      return next != null
                          ? next
                          : new SessionRequest(SessionRequest.Kind.NONE, 0, "", "", "", 0, 0);
                    }
                    case "deliver" -> answers.add("delivered " + arguments[0]);
                    case "respond" -> answers.add(arguments[1] + " " + arguments[0]);
                    default -> {
                      try {
                        return method.invoke(core, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }
                  }
                  return null;
                });
    rig.apply(OFFER + start("one", provides("S")) + start("two", provides("S")));
    rig.announce("one", "S");
    rig.announce("two", "S");
  }

  private void request(SessionRequest.Kind kind, long id, String label, long ram) {
    requests.add(new SessionRequest(kind, id, "S", label, "a=1", ram, 0));
    rig.init.as(() -> Signal.submit(handler));
    rig.system.settle();
  }

  private void create(long id, String label) {
    request(SessionRequest.Kind.CREATE, id, label, 0);
  }

  private String answer() {
    return answers.isEmpty() ? "" : answers.removeFirst();
  }

  @Test
  void theService_isAnnouncedOnce() {
    rig.apply(OFFER + start("one", provides("S")) + start("two", provides("S")));
    assertThat(announced).containsExactly("S");
  }

  @Test
  void aRequest_goesToTheChildOfItsPolicy_withTheLabelThatThatStates() {
    create(7, "x");
    assertThat(rig.deliver("one").label()).isEqualTo("x");
    assertThat(answer()).isEqualTo("delivered 7");
    create(8, "two -> y");
    assertThat(rig.deliver("two").label()).isEqualTo("rewritten");
    assertThat(answer()).isEqualTo("delivered 8");
  }

  @Test
  void aRequestWithoutPolicy_orForAnotherService_isDenied() {
    create(7, "y");
    assertThat(answer()).isEqualTo("DENIED 7");
    assertThat(rig.log()).contains("\"S\" for \"y\" of the parent: no policy is for it");
    requests.add(new SessionRequest(SessionRequest.Kind.CREATE, 8, "T", "x", "", 0, 0));
    rig.init.as(() -> Signal.submit(handler));
    rig.system.settle();
    assertThat(answer()).isEqualTo("DENIED 8");
    assertThat(rig.log()).contains("\"T\" for \"x\" of the parent: it is not offered");
  }

  @Test
  void aRequestForAChildThatIsNotThere_isDenied() {
    rig.apply(OFFER + start("two", provides("S")));
    create(7, "x");
    assertThat(answer()).isEqualTo("DENIED 7");
    assertThat(rig.log()).contains("there is no child \"one\"");
  }

  @Test
  void aServerThatRefuses_orWantsMore_isPassedOn() {
    create(7, "x");
    rig.respond("one", rig.next("one").id(), SessionResponse.DENIED);
    assertThat(answer()).isEqualTo("DENIED 7");
    create(8, "x");
    rig.respond("one", rig.next("one").id(), SessionResponse.INSUFFICIENT_RAM);
    assertThat(answer()).isEqualTo("INSUFFICIENT_RAM 8");
  }

  @Test
  void quotaOfARequest_goesToTheServer_andIsBackWithInitWhenItIsClosed() {
    Quota one = rig.ram("one");
    Quota init = rig.initRam();
    request(SessionRequest.Kind.CREATE, 7, "x", 8192);
    assertThat(rig.deliver("one").ram()).isEqualTo(8192);
    assertThat(rig.ram("one").limit()).isEqualTo(one.limit() + 8192);
    request(SessionRequest.Kind.UPGRADE, 7, "x", 4096);
    SessionRequest upgrade = rig.next("one");
    assertThat(upgrade.kind()).isEqualTo(SessionRequest.Kind.UPGRADE);
    rig.respond("one", upgrade.id(), SessionResponse.UPGRADED);
    assertThat(answers).containsExactly("delivered 7", "UPGRADED 7");
    answers.clear();
    assertThat(rig.ram("one").limit()).isEqualTo(one.limit() + 12288);
    request(SessionRequest.Kind.CLOSE, 7, "x", 0);
    assertThat(answers).isEmpty();
    rig.letGo("one");
    assertThat(answer()).isEqualTo("CLOSED 7");
    assertThat(rig.ram("one")).isEqualTo(one);
    assertThat(rig.initRam().limit()).isEqualTo(init.limit());
  }

  @Test
  void aSessionThatIsClosedBeforeTheServerHasSeenIt_endsAtOnce() {
    create(7, "x");
    request(SessionRequest.Kind.CLOSE, 7, "x", 0);
    assertThat(answer()).isEqualTo("CLOSED 7");
    assertThat(rig.next("one").kind()).isEqualTo(SessionRequest.Kind.NONE);
  }

  @Test
  void aCloseOfWhatIsNotThere_isAnswered() {
    request(SessionRequest.Kind.CLOSE, 99, "x", 0);
    assertThat(answer()).isEqualTo("CLOSED 99");
    request(SessionRequest.Kind.UPGRADE, 99, "x", 0);
    assertThat(answer()).isEqualTo("UPGRADED 99");
  }

  @Test
  void aServerThatDies_deniesWhatWaits_andWhatRunsCanBeClosed() {
    create(7, "x");
    rig.deliver("one");
    create(8, "x");
    rig.fault("one");
    assertThat(answers).containsExactly("delivered 7", "DENIED 8");
    answers.clear();
    request(SessionRequest.Kind.CLOSE, 7, "x", 0);
    assertThat(answer()).isEqualTo("CLOSED 7");
  }

  @Test
  void aServerThatDiesWhileItIsToClose_hasClosed() {
    create(7, "x");
    rig.deliver("one");
    answers.clear();
    request(SessionRequest.Kind.CLOSE, 7, "x", 0);
    rig.fault("one");
    assertThat(answer()).isEqualTo("CLOSED 7");
  }

  @Test
  void aPolicyThatChanges_takesTheSessionAwayFromItsServer() {
    request(SessionRequest.Kind.CREATE, 7, "x", 8192);
    Quota one = rig.ram("one");
    rig.deliver("one");
    answers.clear();
    rig.apply(
        OFFER.replace("\"one\"", "\"two\"")
            + start("one", provides("S"))
            + start("two", provides("S")));
    assertThat(rig.log()).contains("\"S\" for \"x\" is taken away");
    assertThat(rig.ram("one").limit()).isEqualTo(one.limit() - 8192);
    rig.letGo("one");
    request(SessionRequest.Kind.CLOSE, 7, "x", 0);
    assertThat(answers).containsExactly("CLOSED 7");
    create(9, "x");
    rig.deliver("two");
  }
}
