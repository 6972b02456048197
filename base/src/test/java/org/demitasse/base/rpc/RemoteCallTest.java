package org.demitasse.base.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.rpc.example.Color;
import org.demitasse.base.rpc.example.Drawing;
import org.demitasse.base.rpc.example.EverythingClient;
import org.demitasse.base.rpc.example.EverythingDispatcher;
import org.demitasse.base.rpc.example.EverythingObject;
import org.demitasse.base.rpc.example.Listener;
import org.demitasse.base.rpc.example.ListenerClient;
import org.demitasse.base.rpc.example.ListenerDispatcher;
import org.demitasse.base.rpc.example.LostException;
import org.demitasse.base.rpc.example.MissingException;
import org.demitasse.base.rpc.example.Point;
import org.demitasse.base.runtime.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a generated client through the fake kernel to a generated dispatcher and back. */
class RemoteCallTest {
  private static final int NOT = 1;
  private static final int NEXT_BYTE = 2;
  private static final int NEXT_CHAR = 4;
  private static final int NEXT_INT = 5;
  private static final int NEXT_COLOR = 9;
  private static final int UPPER_CASE = 10;
  private static final int SAME = 13;
  private static final int TURN = 15;
  private static final int MANY = 16;
  private static final int OPERATIONS = 21;

  private final List<String> heard = new ArrayList<>();
  private Entrypoint entrypoint;
  private EverythingObject object;
  private EverythingDispatcher dispatcher;
  private EverythingClient client;
  private Capability<Listener> listener;

  @BeforeEach
  void manageTheObjects() {
    FakeKernel.reset();
    Program.takeOutput();
    entrypoint = new FakePortals().entrypoint();
    object = new EverythingObject(entrypoint);
    dispatcher = new EverythingDispatcher(object);
    client = new EverythingClient(entrypoint.manage(dispatcher));
    listener = entrypoint.manage(new ListenerDispatcher(heard::add));
  }

  // ---- values

  @Test
  void integersArriveAndReturn_upToTheirEnds() {
    assertThat(client.not(true)).isFalse();
    assertThat(client.not(false)).isTrue();
    assertThat(client.nextByte((byte) -128)).isEqualTo((byte) -127);
    assertThat(client.nextByte((byte) 127)).isEqualTo((byte) -128);
    assertThat(client.nextShort((short) -2)).isEqualTo((short) -1);
    assertThat(client.nextShort(Short.MAX_VALUE)).isEqualTo(Short.MIN_VALUE);
    assertThat(client.nextChar('\uFFFE')).isEqualTo('\uFFFF');
    assertThat(client.nextInt(-2)).isEqualTo(-1);
    assertThat(client.nextInt(Integer.MAX_VALUE)).isEqualTo(Integer.MIN_VALUE);
    assertThat(client.nextLong(Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void floatingPointNumbersArriveAndReturn_bitByBit() {
    assertThat(client.halfFloat(-0.5f)).isEqualTo(-0.25f);
    assertThat(client.halfFloat(Float.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(client.halfDouble(Double.NaN)).isNaN();
    assertThat(client.halfDouble(-3)).isEqualTo(-1.5);
    assertThat(1 / client.halfDouble(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void constantsTextAndBytesArriveAndReturn() {
    assertThat(client.nextColor(Color.GREEN)).isEqualTo(Color.BLUE);
    assertThat(client.upperCase("")).isEmpty();
    assertThat(client.upperCase("grüße \uD83D\uDE00")).isEqualTo("GRÜSSE \uD83D\uDE00");
    assertThat(client.reverse(new byte[] {1, -2, 3, 4, 5, 6, 7, 8, 9}))
        .containsExactly(9, 8, 7, 6, 5, 4, 3, -2, 1);
    assertThat(client.reverse(new byte[1000])).hasSize(1000);
  }

  @Test
  void valuesBeyondTheRegistersArriveInTheirOrder() {
    client.many(1, 2, 3, 4, 5, "six", listener, Capability.invalid());
    assertThat(object.seen).isEqualTo("1 2 3 4 5 six capability invalid capability");
  }

  @Test
  void methodsOfOneName_areDifferentOperations() {
    assertThat(client.nextInt("1")).isEqualTo("1 + 1");
    assertThat(client.nextInt(1)).isEqualTo(2);
  }

  @Test
  void methodOfASuperinterface_isTheFirstOperation() {
    assertThat(client.close("door")).isEqualTo("closed door");
    assertThat(call(0, 0).operation()).isEqualTo(RpcStatus.OK);
  }

  @Test
  void defaultMethod_runsAtTheCaller() {
    assertThat(client.twice(3)).isEqualTo(8);
    assertThat(object.calls).isEqualTo(2);
  }

  @Test
  void serviceHasItsName() {
    assertThat(EverythingClient.SERVICE).isEqualTo("Everything");
  }

  // ---- capabilities

  @Test
  void capabilityComesBackAndStillLeadsToItsObject() {
    Capability<Listener> back = client.same(listener);
    assertThat(back.handle()).isNotEqualTo(listener.handle());
    new ListenerClient(back).hear("hello");
    assertThat(heard).containsExactly("hello");
    Dispatcher found = entrypoint.find(back);
    assertThat(found).isInstanceOf(ListenerDispatcher.class);
  }

  @Test
  void invalidCapabilityArrivesAsSuch() {
    assertThat(client.same(Capability.invalid()).valid()).isFalse();
  }

  @Test
  void remoteObjectIsAClientAtTheReceiver_whichCallsItWithinTheCall() {
    Listener back = client.passOn(new ListenerClient(listener));
    back.hear("and back");
    assertThat(heard).containsExactly("passed on", "and back");
  }

  @Test
  void objectThatIsNoClient_cannotBePassedOn() {
    assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> client.passOn(text -> {}));
  }

  @Test
  void recordsArriveAndReturn_withAllThatIsInThem() {
    Drawing drawing =
        new Drawing(
            "house",
            new Point(1, -2),
            new Point(3, 4),
            Color.BLUE,
            new ListenerClient(listener),
            listener);
    Drawing turned = client.turn(drawing);
    assertThat(turned.title()).isEqualTo("-hous");
    assertThat(turned.from()).isEqualTo(new Point(3, 4));
    assertThat(turned.to()).isEqualTo(new Point(1, -2));
    assertThat(turned.color()).isEqualTo(Color.RED);
    turned.listener().hear("hello");
    assertThat(heard).containsExactly("hello");
    assertThat(turned.owner().valid()).isTrue();
  }

  // ---- limits

  @Test
  void textOfTheLimitIsSent_andNotOneByteMore() {
    String longest = "x".repeat(RpcLimits.TEXT);
    assertThat(client.upperCase(longest)).hasSize(RpcLimits.TEXT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.upperCase(longest + "x"))
        .withMessage("message has 161 bytes; at most 160 are allowed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.reverse(new byte[1001]))
        .withMessage("capability has 1001 bytes; at most 1000 are allowed");
    assertThat(object.calls).isEqualTo(1);
  }

  @Test
  void limitOfARecordsComponent_namesTheComponent() {
    Drawing drawing =
        new Drawing(
            "x".repeat(21),
            new Point(0, 0),
            new Point(0, 0),
            Color.RED,
            new ListenerClient(listener),
            listener);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.turn(drawing))
        .withMessage("result.title has 21 bytes; at most 20 are allowed");
  }

  @Test
  void resultAboveItsLimit_isAnErrorThatNamesTheMethod() {
    assertThat(client.fill(8)).isEqualTo("xxxxxxxx");
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> client.fill(9))
        .withMessage(
            "Everything.fill: the result of Everything.fill has 9 bytes; at most 8 are allowed");
  }

  @Test
  void textAboveTheLimit_isMalformedForTheReceiver() {
    long[] words = new long[22];
    words[0] = RpcLimits.TEXT + 1;
    assertThat(call(UPPER_CASE, words).operation()).isEqualTo(RpcStatus.MALFORMED);
    assertThat(object.calls).isZero();
  }

  // ---- exceptions

  @Test
  void declaredExceptionsArrive_theMoreSpecificOneAsItself() throws Exception {
    assertThat(client.find("four")).isEqualTo(4);
    assertThatExceptionOfType(MissingException.class)
        .isThrownBy(() -> client.find("missing"))
        .withMessage("missing")
        .satisfies(exception -> assertThat(exception).isExactlyInstanceOf(MissingException.class));
    assertThatExceptionOfType(LostException.class)
        .isThrownBy(() -> client.find("lost"))
        .withMessage("lost");
    assertThatExceptionOfType(LostException.class).isThrownBy(() -> client.fail(0));
    assertThatExceptionOfType(MissingException.class)
        .isThrownBy(() -> client.fail(1))
        .satisfies(exception -> assertThat(exception).isExactlyInstanceOf(MissingException.class));
    assertThat(Program.takeOutput()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2, ILLEGAL_ARGUMENT, Everything.fail: not 2",
    "3, FAILED, Everything.fail: java.lang.IllegalStateException: not now",
    "4, FAILED, Everything.fail: java.lang.AssertionError: never"
  })
  void otherExceptions_areRpcExceptionsWithTheReason(
      int kind, RpcException.Reason reason, String message) throws Exception {
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> client.fail(kind))
        .withMessage(message)
        .satisfies(exception -> assertThat(exception.reason()).isEqualTo(reason));
    client.fail(6);
  }

  @Test
  void failure_isReportedAtTheObject_aRefusalIsNot() {
    assertThatExceptionOfType(RpcException.class).isThrownBy(() -> client.fail(2));
    assertThat(Program.takeOutput()).isEmpty();
    assertThatExceptionOfType(RpcException.class).isThrownBy(() -> client.fail(3));
    assertThat(Program.takeOutput()).contains("IllegalStateException: not now");
  }

  @Test
  void longMessageOfAnException_isCutBetweenCharacters() {
    assertThatExceptionOfType(MissingException.class)
        .isThrownBy(() -> client.fail(5))
        .withMessage("x" + "\u00FC".repeat(127));
  }

  @Test
  void recordThatItsConstructorRefuses_isAnIllegalArgument() {
    long handle = client.capability().handle();
    FakeKernel.Answer answer = FakeKernel.call(handle, TURN, new long[] {0, -1, 0, 0, 0, 0, 0, 0});
    assertThat(answer.operation()).isEqualTo(RpcStatus.ILLEGAL_ARGUMENT);
    assertThat(object.calls).isZero();
  }

  // ---- answers that come later

  @Test
  void deferredAnswers_arriveAsThoseGivenAtOnce() throws Exception {
    assertThat(client.answerLater("good")).isEqualTo("good later");
    assertThatExceptionOfType(MissingException.class)
        .isThrownBy(() -> client.answerLater("missing"))
        .withMessage("missing later");
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> client.answerLater("refused"))
        .withMessage("Everything.answerLater: refused later");
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> client.answerLater("broken"))
        .satisfies(
            exception -> assertThat(exception.reason()).isEqualTo(RpcException.Reason.FAILED));
    assertThat(Program.takeOutput()).as("null as result is no failure then").isEmpty();
    assertThat(client.nextInt(1)).as("the next call is answered at once").isEqualTo(2);
  }

  @Test
  void answerThatNobodyGives_isCancelled() {
    long handle = FakeKernel.createPortal(1, () -> {});
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> new ListenerClient(Capability.ofHandle(handle)).hear("?"))
        .satisfies(
            exception -> assertThat(exception.reason()).isEqualTo(RpcException.Reason.CANCELLED));
  }

  @Test
  void dissolvedObject_isGone() {
    entrypoint.dissolve(dispatcher);
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> client.nextInt(1))
        .withMessage("Everything.nextInt: BAD_HANDLE")
        .satisfies(exception -> assertThat(exception.reason()).isEqualTo(RpcException.Reason.GONE));
  }

  // ---- messages that no client would send

  private FakeKernel.Answer call(int operation, long... words) {
    return FakeKernel.call(client.capability().handle(), operation, words);
  }

  @ParameterizedTest
  @ValueSource(ints = {OPERATIONS, OPERATIONS + 1, 1000, -1, Integer.MIN_VALUE})
  void unknownOperation_isAnsweredAsSuch_andItsCapabilitiesAreGivenUp(int operation) {
    int before = FakeKernel.handles();
    FakeKernel.Answer answer =
        FakeKernel.call(client.capability().handle(), operation, new long[] {1}, listener.handle());
    assertThat(answer.operation()).isEqualTo(RpcStatus.UNKNOWN_OPERATION);
    assertThat(FakeKernel.handles()).isEqualTo(before);
    assertThat(object.calls).isZero();
  }

  @Test
  void lastOperationIsKnown() {
    assertThat(call(OPERATIONS - 1, 0).operation()).isEqualTo(RpcStatus.OK);
  }

  @ParameterizedTest
  @CsvSource({
    NOT + ", 2",
    NOT + ", -1",
    NEXT_BYTE + ", 128",
    NEXT_BYTE + ", -129",
    NEXT_CHAR + ", -1",
    NEXT_CHAR + ", 65536",
    NEXT_INT + ", 2147483648",
    NEXT_COLOR + ", 3",
    NEXT_COLOR + ", -1",
    UPPER_CASE + ", -1",
    UPPER_CASE + ", 1",
    SAME + ", 1",
    SAME + ", 2"
  })
  void numberOutOfItsRange_isMalformed(int operation, long word) {
    assertThat(call(operation, word).operation()).isEqualTo(RpcStatus.MALFORMED);
    assertThat(object.calls).isZero();
  }

  @Test
  void messageThatIsTooShortOrTooLong_isMalformed() {
    assertThat(call(NEXT_INT).operation()).isEqualTo(RpcStatus.MALFORMED);
    assertThat(call(NEXT_INT, 1, 2).operation()).isEqualTo(RpcStatus.MALFORMED);
    FakeKernel.Answer answer =
        FakeKernel.call(client.capability().handle(), NEXT_INT, new long[] {1}, listener.handle());
    assertThat(answer.operation()).isEqualTo(RpcStatus.MALFORMED);
    assertThat(object.calls).isZero();
    assertThat(call(NEXT_INT, 1).words()).containsExactly(2L);
  }

  @Test
  void capabilitiesOfAMalformedMessage_areGivenUp_thoseThatWereReadToo() {
    int before = FakeKernel.handles();
    long[] words = {1, 2, 3, 4, 5, 0, 1, 7};
    FakeKernel.Answer answer =
        FakeKernel.call(
            client.capability().handle(), MANY, words, listener.handle(), listener.handle());
    assertThat(answer.operation()).isEqualTo(RpcStatus.MALFORMED);
    assertThat(FakeKernel.handles()).isEqualTo(before);
  }

  // ---- answers that no dispatcher would give

  /** Returns a client of an object that answers with some words and as many capabilities. */
  private EverythingClient clientOf(int status, int words, int capabilities) {
    Runnable server =
        () -> {
          FakeKernel.send(listener.handle(), capabilities);
          long tag = MessageTag.of(status, words, capabilities);
          RawSystemCall.invoke(SystemCall.REPLY, 0, tag, words == 0 ? 0 : -7, 0, 0, 0, 0);
        };
    return new EverythingClient(Capability.ofHandle(FakeKernel.createPortal(1, server)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 0, MALFORMED", // a word too many
    "0, 1, 1, MALFORMED", // a capability too many
    "0, 0, 4, MALFORMED", // a word too few
    "1, 0, 1, MALFORMED", // no exception is declared
    "2147483647, 0, 4, MALFORMED",
    "-1, 0, 4, MALFORMED",
    "-2, 0, 1, UNKNOWN_OPERATION",
    "-3, 1, 1, MALFORMED", // the length of the text is -7
    "-4, 0, 1, MALFORMED",
    "-5, 0, 1, MALFORMED",
    "-2147483648, 0, 1, MALFORMED"
  })
  void answerThatCannotBeRead_isAnRpcException_andItsCapabilitiesAreGivenUp(
      int status, int words, int capabilities, RpcException.Reason reason) {
    EverythingClient broken = clientOf(status, words, capabilities);
    int before = FakeKernel.handles();
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> broken.nextInt(1))
        .withMessageStartingWith("Everything.nextInt: ")
        .satisfies(exception -> assertThat(exception.reason()).isEqualTo(reason));
    assertThat(FakeKernel.handles()).isEqualTo(before);
  }

  @Test
  void answerWithoutProperException_isMalformedToo() {
    EverythingClient broken = clientOf(1, 1, 2);
    int before = FakeKernel.handles();
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> broken.find("x"))
        .withMessage("Everything.find: the answer could not be read: -7 is not from 0 to 256");
    assertThat(FakeKernel.handles()).isEqualTo(before);
  }

  @Test
  void answerThatCannotBeRead_doesNotBlameTheOneWhoCalledTheCaller() {
    EverythingClient broken = clientOf(0, 2, 0);
    ListenerClient middle =
        new ListenerClient(
            entrypoint.manage(new ListenerDispatcher(text -> broken.nextInt(text.length()))));
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> middle.hear("x"))
        .satisfies(
            exception -> assertThat(exception.reason()).isEqualTo(RpcException.Reason.FAILED));
  }

  // ---- any message

  @Test
  void dispatcherSurvivesAnyMessage_andItsCapabilitiesAreGivenUpUnlessTheObjectGotThem() {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("RemoteCallTest: -Ddemitasse.seed=" + seed);
    Random random = new Random(seed);
    long handle = client.capability().handle();
    int answered = 0;
    for (int round = 0; round < 50_000; round++) {
      long[] words = new long[random.nextInt(8) == 0 ? random.nextInt(257) : random.nextInt(10)];
      for (int i = 0; i < words.length; i++) {
        words[i] = anyWord(random);
      }
      long[] capabilities = new long[random.nextInt(3) == 0 ? random.nextInt(5) : 0];
      Arrays.fill(capabilities, listener.handle());
      int operation = random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(OPERATIONS);
      int before = FakeKernel.handles();
      int calls = object.calls;
      FakeKernel.Answer answer = FakeKernel.call(handle, operation, words, capabilities);
      assertThat(answer.result()).as("seed %d, round %d", seed, round).isZero();
      boolean called = object.calls != calls;
      if (called) {
        answered++;
      } else if (answer.operation() != RpcStatus.ILLEGAL_ARGUMENT) {
        assertThat(answer.operation())
            .as("seed %d, round %d", seed, round)
            .isIn(RpcStatus.MALFORMED, RpcStatus.UNKNOWN_OPERATION);
        assertThat(FakeKernel.handles()).as("seed %d, round %d", seed, round).isEqualTo(before);
      }
      Program.takeOutput();
    }
    assertThat(answered).as("messages that could be read").isPositive();
    assertThat(client.nextInt(41)).isEqualTo(42);
  }

  private static long anyWord(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt();
      case 2 -> random.nextInt(300) - 50;
      default -> random.nextInt(3);
    };
  }
}
