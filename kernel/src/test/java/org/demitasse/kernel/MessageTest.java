package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageTest {
  private static final long LABEL = 0x1234;
  private static final long MESSAGE = MessageTag.of(9, 2, 0);

  private final Rig rig = new Rig();
  private final Rig.Actor server = rig.actor();
  private final Rig.Actor client = rig.actor();
  private final long endpoint = rig.endpoint();
  private final long at = server.given(endpoint);
  private final long rootPortal = rig.portal(endpoint, LABEL);
  private final long portal = client.given(rootPortal);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bitsThatASenderMayNotSet_areNotPassedOn(boolean fastPath) {
    rig.machine.fastPath = fastPath;
    long forged = MESSAGE | MessageTag.ONE_WAY | MessageTag.CAPABILITIES_LOST | 1L << 31;
    server.waits(SystemCall.WAIT, at, 0);
    client.waits(SystemCall.CALL, portal, forged, 1, 2, 3, 4);
    assertThat(server.register(1)).isEqualTo(MESSAGE);
    server.waits(SystemCall.REPLY_WAIT, at, forged, 5, 6, 7, 8);
    assertThat(client.register(1)).isEqualTo(MESSAGE);
    assertThat(client.register(2)).isEqualTo(5);
  }

  @Test
  void replyCapability_cannotBeSent_evenIfItComesIntoTheUtcbLater() {
    Rig.Actor other = rig.actor();
    long otherAt = other.given(endpoint);
    Rig.Actor caller = rig.actor();
    long reply = kept(caller);
    // The server becomes a client, and while it is queued its handle changes.
    long second = rig.endpoint();
    long toSecond = server.given(rig.portal(second, 2));
    server.sends(0, toSecond);
    server.waits(SystemCall.CALL, toSecond, MessageTag.of(1, 0, 1));
    server.sends(0, reply);
    other.call(SystemCall.WAIT, other.given(second), 0);
    assertThat(other.result()).isZero();
    assertThat(other.received(0)).isZero();
    assertThat(other.register(1) & MessageTag.CAPABILITIES_LOST).isNotZero();
    assertThat(otherAt).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void call_movesTagWordsAndLabel_andTheReplyComesBack(boolean fastPath) {
    rig.machine.fastPath = fastPath;
    server.waits(SystemCall.WAIT, at, 0);
    client.waits(SystemCall.CALL, portal, MESSAGE, 11, 12, 13, 14);
    assertThat(server.runs()).as("the server runs at once").isTrue();
    assertThat(server.result()).isZero();
    assertThat(server.register(1)).isEqualTo(MESSAGE);
    for (int i = 0; i < 4; i++) {
      assertThat(server.register(2 + i)).isEqualTo(11 + i);
    }
    assertThat(server.register(6)).isEqualTo(LABEL);
    server.waits(SystemCall.REPLY_WAIT, at, MessageTag.of(3, 1, 0), 21, 22, 23, 24);
    assertThat(client.runs()).as("the client runs at once").isTrue();
    assertThat(client.result()).isZero();
    assertThat(client.register(1)).isEqualTo(MessageTag.of(3, 1, 0));
    for (int i = 0; i < 4; i++) {
      assertThat(client.register(2 + i)).isEqualTo(21 + i);
    }
  }

  @Test
  void call_queues_untilTheServerWaits() {
    client.waits(SystemCall.CALL, portal, MESSAGE, 1, 2, 3, 4);
    assertThat(client.state()).isEqualTo(UserThread.SENDING);
    assertThat(server.call(SystemCall.WAIT, at, 0)).isZero();
    assertThat(server.register(2)).isEqualTo(1);
    assertThat(server.register(6)).isEqualTo(LABEL);
    assertThat(client.state()).isEqualTo(UserThread.AWAITING_REPLY);
    assertThat(server.call(SystemCall.REPLY, 0, MESSAGE, 5)).isZero();
    client.act();
    assertThat(client.register(2)).isEqualTo(5);
    assertThat(server.call(SystemCall.REPLY, 0, MESSAGE)).isEqualTo(ResultCode.NO_CALLER);
  }

  @Test
  void callers_areServedInTheOrderOfTheirCalls() {
    Rig.Actor second = rig.actor();
    long secondPortal = second.given(rig.portal(endpoint, 2));
    client.waits(SystemCall.CALL, portal, MESSAGE, 1);
    second.waits(SystemCall.CALL, secondPortal, MESSAGE, 2);
    server.call(SystemCall.WAIT, at, 0);
    assertThat(server.register(6)).isEqualTo(LABEL);
    server.call(SystemCall.REPLY_WAIT, at, MESSAGE);
    assertThat(server.register(6)).isEqualTo(2);
  }

  @Test
  void send_isOneWay() {
    server.waits(SystemCall.WAIT, at, 0);
    client.call(SystemCall.SEND, portal, MESSAGE, 1, 2, 3, 4, 0);
    assertThat(client.result()).isZero();
    assertThat(server.register(1)).isEqualTo(MESSAGE | MessageTag.ONE_WAY);
    assertThat(server.register(6)).isEqualTo(LABEL);
    server.act();
    assertThat(server.call(SystemCall.REPLY, 0, MESSAGE)).isEqualTo(ResultCode.NO_CALLER);
    assertThat(server.call(SystemCall.REPLY_KEEP)).isEqualTo(ResultCode.NO_CALLER);
    client.waits(SystemCall.SEND, portal, MESSAGE, 9, 2, 3, 4, 0);
    assertThat(client.state()).isEqualTo(UserThread.SENDING);
    server.call(SystemCall.WAIT, at, 0);
    assertThat(server.register(2)).isEqualTo(9);
    client.act();
    assertThat(client.result()).isZero();
  }

  @Test
  void send_withoutWaiting_saysThatItWouldWait() {
    assertThat(client.call(SystemCall.SEND, portal, MESSAGE, 1, 2, 3, 4, SystemCall.NO_WAIT))
        .isEqualTo(ResultCode.WOULD_WAIT);
    assertThat(client.call(SystemCall.SEND, portal, MESSAGE, 1, 2, 3, 4, 2))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    server.waits(SystemCall.WAIT, at, 0);
    assertThat(client.call(SystemCall.SEND, portal, MESSAGE, 1, 2, 3, 4, SystemCall.NO_WAIT))
        .isZero();
    assertThat(server.register(2)).isEqualTo(1);
  }

  @Test
  void wait_withoutWaiting_saysThatItWouldWait() {
    assertThat(server.call(SystemCall.WAIT, at, SystemCall.NO_WAIT))
        .isEqualTo(ResultCode.WOULD_WAIT);
    assertThat(server.call(SystemCall.WAIT, at, 2)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    client.waits(SystemCall.CALL, portal, MESSAGE, 8);
    assertThat(server.call(SystemCall.WAIT, at, SystemCall.NO_WAIT)).isZero();
    assertThat(server.register(2)).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 5, 38, 255, 256})
  void message_ofAnyLength_movesItsWordsAndNoMore(int words) {
    server.waits(SystemCall.WAIT, at, 0);
    for (int i = 4; i < 256; i++) {
      client.utcb(UtcbLayout.MESSAGE + 8 * i, 1000 + i);
      server.utcb(UtcbLayout.MESSAGE + 8 * i, -1);
    }
    client.waits(SystemCall.CALL, portal, MessageTag.of(1, words, 0), 1, 2, 3, 4);
    assertThat(server.result()).isZero();
    assertThat(server.register(6)).isEqualTo(LABEL);
    assertThat(MessageTag.words(server.register(1))).isEqualTo(words);
    for (int i = 4; i < 256; i++) {
      assertThat(server.utcb(UtcbLayout.MESSAGE + 8 * i)).isEqualTo(i < words ? 1000 + i : -1);
    }
    server.waits(SystemCall.REPLY_WAIT, at, MessageTag.of(1, words, 0), 1, 2, 3, 4);
    assertThat(client.runs()).isTrue();
    assertThat(client.result()).isZero();
    assertThat(MessageTag.words(client.register(1))).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 511})
  void message_thatIsTooLong_isRefused(int words) {
    server.waits(SystemCall.WAIT, at, 0);
    long tag = MessageTag.of(1, words, 0);
    assertThat(client.call(SystemCall.CALL, portal, tag)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(client.call(SystemCall.SEND, portal, tag)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    client.waits(SystemCall.CALL, portal, MESSAGE);
    assertThat(server.call(SystemCall.REPLY, 0, tag)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(server.call(SystemCall.REPLY_WAIT, at, tag)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(client.state()).as("nothing has happened").isEqualTo(UserThread.AWAITING_REPLY);
    long reply = server.makes(SystemCall.REPLY_KEEP);
    assertThat(server.call(SystemCall.REPLY, reply, tag)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(server.call(SystemCall.REPLY, reply, MESSAGE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void capabilities_arePassedOn_withoutControl(int count) {
    for (int i = 0; i < count; i++) {
      client.sends(i, client.givenControl(rig.notification()));
    }
    server.waits(SystemCall.WAIT, at, 0);
    client.waits(SystemCall.CALL, portal, MessageTag.of(1, 0, count));
    assertThat(server.register(1)).isEqualTo(MessageTag.of(1, 0, count));
    for (int i = 0; i < count; i++) {
      assertThat(server.call(SystemCall.CAPABILITY_QUERY, server.received(i))).isZero();
      assertThat(server.register(1)).isEqualTo(ObjectKind.NOTIFICATION);
      assertThat(server.register(2)).isZero();
    }
  }

  @Test
  void capabilities_wrongOnesAreRefused() {
    server.waits(SystemCall.WAIT, at, 0);
    for (int count : new int[] {5, 6, 7}) {
      assertThat(client.call(SystemCall.CALL, portal, MessageTag.of(1, 0, count)))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    long tag = MessageTag.of(1, 0, 2);
    client.sends(0, portal);
    for (long wrong : new long[] {0, -1, at ^ 1L << 40, 12345}) {
      client.sends(1, wrong);
      assertThat(client.call(SystemCall.CALL, portal, tag)).isEqualTo(ResultCode.BAD_HANDLE);
    }
    client.waits(SystemCall.CALL, portal, MESSAGE);
    long reply = server.makes(SystemCall.REPLY_KEEP);
    server.sends(0, reply);
    assertThat(server.call(SystemCall.REPLY, reply, MessageTag.of(1, 0, 1)))
        .isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void capabilities_forWhichThereIsNoRoom_areLost() {
    Rig.Actor poor = rig.actor(rig.space(1), 0);
    long poorsAt = poor.given(endpoint);
    poor.waits(SystemCall.WAIT, poorsAt, 0);
    client.sends(0, portal);
    client.waits(SystemCall.CALL, portal, MessageTag.of(1, 0, 1));
    assertThat(poor.register(1)).isEqualTo(MessageTag.of(1, 0, 1) | MessageTag.CAPABILITIES_LOST);
    assertThat(poor.received(0)).isZero();
    assertThat(poor.call(SystemCall.REPLY_KEEP)).isEqualTo(ResultCode.EXHAUSTED);
    assertThat(poor.call(SystemCall.REPLY, 0, MESSAGE)).as("still to answer").isZero();
  }

  @Test
  void calls_ofWhatIsNoPortalToAnEndpoint_areRefused() {
    long toNotification = client.given(rig.portal(rig.notification(), 1));
    long self = client.given(client.handle);
    for (long wrong : new long[] {0, -1, 1L << 40, toNotification, self, client.given(endpoint)}) {
      assertThat(client.call(SystemCall.CALL, wrong, MESSAGE)).isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(client.call(SystemCall.SEND, wrong, MESSAGE)).isEqualTo(ResultCode.BAD_HANDLE);
    }
    for (long wrong : new long[] {0, -1, self, portal}) {
      assertThat(client.call(SystemCall.WAIT, wrong, 0)).isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(client.call(SystemCall.REPLY_WAIT, wrong, 0)).isEqualTo(ResultCode.BAD_HANDLE);
    }
    assertThat(client.call(SystemCall.REPLY, self, 0)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(client.call(SystemCall.REPLY, 77, 0)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void handle_ofAnotherSpace_meansNothing() {
    server.waits(SystemCall.WAIT, at, 0);
    assertThat(client.call(SystemCall.CALL, at, MESSAGE)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(client.call(SystemCall.CALL, rootPortal, MESSAGE)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void keptReply_answersOnce_fromAnyThreadOfItsHolder() {
    long reply = kept(client);
    Rig.Actor second = rig.actor(server.space, 0);
    assertThat(server.call(SystemCall.CAPABILITY_QUERY, reply)).isZero();
    assertThat(server.register(1)).isEqualTo(ObjectKind.REPLY);
    assertThat(second.call(SystemCall.REPLY, reply, MESSAGE, 7)).isZero();
    client.act();
    assertThat(client.register(2)).isEqualTo(7);
    assertThat(second.call(SystemCall.REPLY, reply, MESSAGE)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void keptReply_ofACallThatHasEnded_saysSo_once() {
    long reply = kept(client);
    assertThat(rig.root(SystemCall.THREAD_CANCEL, client.handle)).isZero();
    assertThat(client.result()).isEqualTo(ResultCode.CANCELLED);
    assertThat(server.call(SystemCall.REPLY, reply, MESSAGE)).isEqualTo(ResultCode.NO_CALLER);
    assertThat(server.call(SystemCall.REPLY, reply, MESSAGE)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void keptReply_isOfNoUseForTheNextCall() {
    long reply = kept(client);
    assertThat(rig.root(SystemCall.THREAD_CANCEL, client.handle)).isZero();
    long second = kept(client);
    assertThat(server.call(SystemCall.REPLY, reply, MESSAGE)).isEqualTo(ResultCode.NO_CALLER);
    assertThat(client.state()).isEqualTo(UserThread.AWAITING_REPLY);
    assertThat(server.call(SystemCall.REPLY, second, MESSAGE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {SystemCall.DESTROY, SystemCall.CAPABILITY_DELETE})
  void keptReply_thatIsGivenUp_cancelsTheCall(int call) {
    long reply = kept(client);
    assertThat(server.call(call, reply)).isZero();
    client.assertCancelled();
  }

  @Test
  void keptReply_cannotBeCopied() {
    long reply = kept(client);
    long own = server.given(server.space);
    assertThat(server.call(SystemCall.CAPABILITY_COPY, own, reply, 0))
        .isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void wait_withoutAnswer_letsTheLastCallerGo() {
    server.waits(SystemCall.WAIT, at, 0);
    client.waits(SystemCall.CALL, portal, MESSAGE);
    server.call(SystemCall.WAIT, at, SystemCall.NO_WAIT);
    client.assertCancelled();
  }

  @Test
  void replyWait_withoutCaller_waits() {
    server.waits(SystemCall.REPLY_WAIT, at, MESSAGE);
    assertThat(server.state()).isEqualTo(UserThread.RECEIVING);
  }

  @Test
  void cancel_endsEachKindOfWait_andTheNextOneIfThereIsNone() {
    client.waits(SystemCall.CALL, portal, MESSAGE);
    rig.root(SystemCall.THREAD_CANCEL, client.handle);
    client.assertCancelled();
    client.waits(SystemCall.SEND, portal, MESSAGE, 0, 0, 0, 0, 0);
    rig.root(SystemCall.THREAD_CANCEL, client.handle);
    client.assertCancelled();
    server.waits(SystemCall.WAIT, at, 0);
    rig.root(SystemCall.THREAD_CANCEL, server.handle);
    server.assertCancelled();
    server.waits(SystemCall.WAIT, at, 0);
    client.waits(SystemCall.CALL, portal, MESSAGE);
    rig.root(SystemCall.THREAD_CANCEL, client.handle);
    client.assertCancelled();
    assertThat(server.call(SystemCall.REPLY, 0, MESSAGE)).isEqualTo(ResultCode.NO_CALLER);
    rig.root(SystemCall.THREAD_CANCEL, client.handle);
    assertThat(client.call(SystemCall.CALL, portal, MESSAGE)).isEqualTo(ResultCode.CANCELLED);
    rig.root(SystemCall.THREAD_CANCEL, client.handle);
    assertThat(client.call(SystemCall.SEND, portal, MESSAGE, 0, 0, 0, 0, 0))
        .isEqualTo(ResultCode.CANCELLED);
    rig.root(SystemCall.THREAD_CANCEL, server.handle);
    assertThat(server.call(SystemCall.WAIT, at, 0)).isEqualTo(ResultCode.CANCELLED);
    server.waits(SystemCall.WAIT, at, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cancelledClientOrServer_isNotServedFast(boolean fastPath) {
    rig.machine.fastPath = fastPath;
    server.waits(SystemCall.WAIT, at, 0);
    client.waits(SystemCall.CALL, portal, MESSAGE);
    rig.root(SystemCall.THREAD_CANCEL, server.handle);
    assertThat(server.call(SystemCall.REPLY_WAIT, at, MESSAGE)).isEqualTo(ResultCode.CANCELLED);
    client.act();
    assertThat(client.result()).as("it got its answer").isZero();
  }

  @Test
  void serverThatServesANestedCall_answersItsCallerAfterwards() {
    Rig.Actor back = rig.actor();
    long backEndpoint = rig.endpoint();
    long backAt = back.given(backEndpoint);
    long toBack = server.given(rig.portal(backEndpoint, 5));
    back.waits(SystemCall.WAIT, backAt, 0);
    server.waits(SystemCall.WAIT, at, 0);
    client.waits(SystemCall.CALL, portal, MESSAGE, 1);
    server.waits(SystemCall.CALL, toBack, MESSAGE, 2);
    assertThat(back.register(2)).isEqualTo(2);
    back.waits(SystemCall.REPLY_WAIT, backAt, MESSAGE, 3);
    assertThat(server.register(2)).isEqualTo(3);
    server.waits(SystemCall.REPLY_WAIT, at, MESSAGE, 4);
    assertThat(client.register(2)).isEqualTo(4);
  }

  @Test
  void messages_reachThreadsOfOtherProcessors() {
    Rig two = new Rig(2);
    Rig.Actor there = two.actorOn(1);
    Rig.Actor here = two.actor();
    long twoEndpoint = two.endpoint();
    long thereAt = there.given(twoEndpoint);
    long toThere = here.given(two.portal(twoEndpoint, 3));
    there.waits(SystemCall.WAIT, thereAt, 0);
    here.waits(SystemCall.CALL, toThere, MESSAGE, 1);
    two.machine.deliverInterrupts();
    assertThat(there.runs()).isTrue();
    assertThat(there.register(2)).isEqualTo(1);
    there.waits(SystemCall.REPLY_WAIT, thereAt, MESSAGE, 2);
    two.machine.deliverInterrupts();
    assertThat(here.runs()).isTrue();
    assertThat(here.register(2)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wrongHandles_areRefused_whereTheRightOneWouldServeAtOnce(boolean fastPath) {
    rig.machine.fastPath = fastPath;
    server.waits(SystemCall.WAIT, at, 0);
    long gone = client.given(rootPortal);
    assertThat(client.call(SystemCall.CAPABILITY_DELETE, gone)).isZero();
    long destroyed = rig.portal(endpoint, 5);
    long stale = client.given(destroyed);
    assertThat(rig.root(SystemCall.DESTROY, destroyed)).isZero();
    long[] wrong = {gone, stale, rootPortal, at, portal + (1L << 20), 512, 600, -1, 0};
    for (long each : wrong) {
      assertThat(client.call(SystemCall.CALL, each, MESSAGE)).isEqualTo(ResultCode.BAD_HANDLE);
    }
    client.waits(SystemCall.CALL, portal, MESSAGE);
    long second = rig.endpoint();
    long staleAt = server.given(second);
    assertThat(rig.root(SystemCall.DESTROY, second)).isZero();
    long[] wrongAt = {staleAt, endpoint, portal, at + (1L << 20), 512, 600, -1, 0};
    for (long each : wrongAt) {
      assertThat(server.call(SystemCall.REPLY_WAIT, each, MESSAGE))
          .isEqualTo(ResultCode.BAD_HANDLE);
    }
    assertThat(client.state()).isEqualTo(UserThread.AWAITING_REPLY);
    server.waits(SystemCall.REPLY_WAIT, at, MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64})
  void floatingPoint_isOutOfReachOfTheServer_untilItTraps(int words) {
    server.waits(SystemCall.WAIT, at, 0);
    client.act();
    rig.machine.useFloatingPoint(0);
    client.waits(SystemCall.CALL, portal, MessageTag.of(1, words, 0));
    assertThat(server.runs()).isTrue();
    assertThat(rig.machine.floatingPointEnabled(0)).isFalse();
    server.waits(SystemCall.REPLY_WAIT, at, MessageTag.of(1, words, 0));
    assertThat(client.runs()).isTrue();
    assertThat(rig.machine.floatingPointEnabled(0)).as("its own are there still").isTrue();
    rig.machine.useFloatingPoint(0);
    assertThat(rig.root(SystemCall.THREAD_HANDLERS, client.handle, rootPortal, 0, 0)).isZero();
    client.act();
    rig.machine.pageFault(0, 1, 0x7000);
    assertThat(server.runs()).isTrue();
    assertThat(rig.machine.floatingPointEnabled(0)).isFalse();
  }

  @Test
  void rootsFirstThread_hasItsIdInItsUtcb() {
    assertThat(rig.machine.memory.loadLong(rig.root.utcb + UtcbLayout.THREAD_ID))
        .isEqualTo(rig.root.id());
  }

  /** A call of a thread that the server keeps; returns the server's reply capability. */
  private long kept(Rig.Actor caller) {
    long by = caller.given(rootPortal);
    server.waits(SystemCall.WAIT, at, 0);
    caller.waits(SystemCall.CALL, by, MESSAGE, 1, 2, 3, 4);
    return server.makes(SystemCall.REPLY_KEEP);
  }
}
