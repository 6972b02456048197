package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.SystemCall;
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

  /** A call of a thread that the server keeps; returns the server's reply capability. */
  private long kept(Rig.Actor caller) {
    long by = caller.given(rootPortal);
    server.waits(SystemCall.WAIT, at, 0);
    caller.waits(SystemCall.CALL, by, MESSAGE, 1, 2, 3, 4);
    return server.makes(SystemCall.REPLY_KEEP);
  }
}
