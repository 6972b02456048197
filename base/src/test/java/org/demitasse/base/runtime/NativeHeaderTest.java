package org.demitasse.base.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.FakePortals;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.LogSession;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ParentClient;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** C and the linker cannot read Java's constants; they must still be the same. */
class NativeHeaderTest {
  private static String resource(String name) throws IOException {
    try (InputStream stream =
        NativeHeaderTest.class.getResourceAsStream("/native/aarch64/" + name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  @Test
  void systemCallNumbersEqualTheAbi() throws Exception {
    Matcher define =
        Pattern.compile("#define DEMITASSE_(\\w+) (\\d+)").matcher(resource("system_call.h"));
    int count = 0;
    while (define.find()) {
      int expected = SystemCall.class.getField(define.group(1)).getInt(null);
      assertThat(Integer.parseInt(define.group(2))).as(define.group(1)).isEqualTo(expected);
      count++;
    }
    assertThat(count).isGreaterThanOrEqualTo(5);
  }

  private static Map<String, Long> defines(String header) throws IOException {
    Map<String, Long> defines = new HashMap<>();
    Matcher define = Pattern.compile("#define DEMITASSE_(\\w+) (\\w+)").matcher(resource(header));
    while (define.find()) {
      defines.put(define.group(1), Long.decode(define.group(2)));
    }
    return defines;
  }

  /** Returns the operation that a call through a client has. */
  private static <T> long operation(Function<Capability<T>, Runnable> client) {
    FakeKernel.reset();
    long[] seen = {-1};
    FakePortals portals = new FakePortals();
    Capability<T> capability =
        portals
            .entrypoint()
            .manage(
                new Dispatcher() {
                  @Override
                  public Object object() {
                    return this;
                  }

                  @Override
                  protected void dispatch(int operation) {
                    seen[0] = operation;
                    unknownOperation();
                  }

                  @Override
                  protected void answer(int operation, @Nullable Object result) {}

                  @Override
                  protected int declared(int operation, Exception exception) {
                    return 0;
                  }
                });
    Runnable call = client.apply(capability);
    assertThatThrownBy(call::run).isInstanceOf(RpcException.class);
    return seen[0];
  }

  @Test
  void callsOfTheRuntimeEqualThoseOfTheClients() throws Exception {
    Map<String, Long> defines = defines("message.h");
    assertThat(defines)
        .containsOnly(
            Map.entry("CALL", (long) SystemCall.CALL),
            Map.entry(
                "PARENT_EXIT",
                NativeHeaderTest.<Parent>operation(to -> () -> new ParentClient(to).exit(0))),
            Map.entry(
                "PARENT_SESSION_CAPABILITY",
                NativeHeaderTest.<Parent>operation(to -> () -> sessionCapability(to))),
            Map.entry("SESSION_DOMAIN", Parent.PD),
            Map.entry("SESSION_LOG", Parent.LOG),
            Map.entry(
                "LOG_WRITE",
                NativeHeaderTest.<LogSession>operation(
                    to -> () -> new LogSessionClient(to).write(new byte[0]))),
            Map.entry("LOG_WRITE_LIMIT", (long) LogSession.WRITE_LIMIT),
            Map.entry(
                "DOMAIN_GROW_HEAP",
                NativeHeaderTest.<PdSession>operation(to -> () -> growHeap(to))),
            Map.entry("UTCB_CAPABILITIES_RECEIVED", (long) UtcbLayout.CAPABILITIES_RECEIVED),
            Map.entry("UTCB_MESSAGE", (long) UtcbLayout.MESSAGE),
            Map.entry("SHORT_WORDS", (long) MessageTag.SHORT_WORDS),
            Map.entry("TAG_CAPABILITIES", MessageTag.CAPABILITIES),
            Map.entry("INFORMATION_MAGIC", ComponentInformation.MAGIC));
  }

  private static void sessionCapability(Capability<Parent> parent) {
    try {
      new ParentClient(parent).sessionCapability(0);
    } catch (ServiceDeniedException | OutOfRamException | OutOfCapabilitiesException answer) {
      throw new AssertionError(answer);
    }
  }

  private static void growHeap(Capability<PdSession> domain) {
    try {
      new PdSessionClient(domain).growHeap(1);
    } catch (OutOfRamException answer) {
      throw new AssertionError(answer);
    }
  }

  @Test
  void programBaseEqualsTheAbi() throws Exception {
    assertThat(resource("component.ld"))
        .contains("  . = 0x" + Long.toHexString(ProgramLayout.PROGRAM_BASE) + ";")
        .contains("__heap_end <= 0x" + Long.toHexString(ProgramLayout.USER_END));
  }
}
