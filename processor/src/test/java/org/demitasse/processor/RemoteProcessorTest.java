package org.demitasse.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated, and a corpus of interfaces each of which is wrong in exactly one way. */
class RemoteProcessorTest {
  private static final String HEAD =
      "package test; import org.demitasse.base.*; import org.demitasse.base.rpc.*;"
          + " import org.jspecify.annotations.Nullable;\n";

  private static InMemoryCompiler.Result compile(String... sources) {
    return InMemoryCompiler.compile(List.of(sources).stream().map(HEAD::concat).toList());
  }

  // ---- what is right

  @Test
  void clientAndDispatcher_areAsTheManualShowsThem() {
    InMemoryCompiler.Result result =
        compile(
            """
            @Remote
            @Service("Counter")
            public interface Counter {
              int add(int amount) throws java.io.IOException;
            }
            """);
    assertThat(result.messages()).isEmpty();
    assertThat(result.generated()).containsOnlyKeys("CounterClient.java", "CounterDispatcher.java");
    assertThat(result.generated().get("CounterClient.java"))
        .contains("public final class CounterClient implements Counter, RemoteObject {")
        .contains("public static final String SERVICE = \"Counter\";")
        .contains(
            """
              public int add(int amount) throws IOException {
                RpcMessage.call(capability, "Counter.add", 1, 0, amount);
                switch (RpcMessage.status()) {
                  case 1 -> throw new IOException(RpcMessage.takeExceptionMessage());
                  default -> {}
                }
                RpcMessage.expect(1);
                int result = RpcMessage.toInt(RpcMessage.word(0));
                return result;
              }
            """);
    assertThat(result.generated().get("CounterDispatcher.java"))
        .contains("public final class CounterDispatcher extends Dispatcher {")
        .contains(
            """
              private void handleAdd() throws IOException {
                RpcMessage.expect(1);
                int amount = RpcMessage.toInt(RpcMessage.word(0));
                int result = object.add(amount);
                RpcMessage.begin(RpcStatus.OK, result);
              }
            """);
  }

  @Test
  void operationsAreNumbered_superinterfacesFirst_eachMethodOnce() {
    InMemoryCompiler.Result result =
        compile(
            "interface A { void one(); void two(); }",
            "interface B extends A { void three(); default void two() {} }",
            "@Remote interface C extends B, A { void four(); void three(); static void five() {} }");
    assertThat(result.messages()).isEmpty();
    assertThat(result.generated().get("CClient.java"))
        .containsSubsequence("void one()", "C.one\", 0, 0)", "C.three\", 0, 1)", "C.four\", 0, 2)")
        .doesNotContain("two", "five", "0, 3)");
  }

  @Test
  void interfaceThatIsNotPublic_hasClassesThatAreNot() {
    InMemoryCompiler.Result result = compile("@Remote interface X {}");
    assertThat(result.messages()).isEmpty();
    assertThat(result.generated().get("XClient.java")).contains("\nfinal class XClient");
    assertThat(result.generated().get("XDispatcher.java")).contains("\nfinal class XDispatcher");
  }

  @Test
  void namesOfParametersNeverCollideWithThoseOfGeneratedCode() {
    InMemoryCompiler.Result result =
        compile(
            "record Pair(int x, int y) {}",
            "enum Capability_VALUES { A }",
            """
            @Remote interface X {
              int a(int message, int result, int capability, int object, int exception)
                  throws java.io.IOException;
              Pair b(Pair message, int messageX, Pair result, int resultX_);
              X c(X object, X objectCapability, X capability);
              X message(Capability_VALUES value, Capability_VALUES operation);
              void dispatch();
              void handle(int operation, int label);
              byte[] answer(byte[] value);
              java.util.concurrent.TimeUnit declared(java.util.concurrent.TimeUnit SERVICE);
            }
            """);
    assertThat(result.messages()).isEmpty();
    assertThat(result.generated()).hasSize(2);
  }

  @Test
  void genericSuperinterface_givesTheTypesInPlace() {
    InMemoryCompiler.Result result =
        compile(
            "interface Source<T, E extends Exception> { T next() throws E; }",
            "@Remote interface X extends Source<Long, java.io.IOException> { Long no(); }",
            "@Remote interface Y extends Source<String, java.io.IOException> {}");
    assertThat(result.generated()).containsOnlyKeys("YClient.java", "YDispatcher.java");
    assertThat(result.generated().get("YClient.java"))
        .contains("public String next() throws IOException");
  }

  @Test
  void exactlyTheBytesOfAMessageAreAllowed() {
    assertThat(compile("@Remote interface X { void a(@Limit(2040) byte[] all); }").messages())
        .isEmpty();
  }

  @Test
  void declaredUncheckedExceptions_areNotPassedOn() {
    InMemoryCompiler.Result result =
        compile("@Remote interface X { void a() throws IllegalStateException; }");
    assertThat(result.messages()).isEmpty();
    assertThat(result.generated().get("XClient.java")).doesNotContain("switch");
  }

  // ---- what is wrong

  private static final String ALLOWED =
      " cannot be in a message. Allowed are primitive types, enums, String, byte[], Capability<T>,"
          + " @Remote interfaces, and records of these";

  private static Arguments wrong(String message, String... sources) {
    return Arguments.of(message, List.of(sources));
  }

  private static Arguments wrongType(String type, String named) {
    return wrong(
        "X.java:2: parameter a of X.m has the type %s, which%s".formatted(named, ALLOWED),
        "@Remote interface X { void m(%s a); }".formatted(type));
  }

  static List<Arguments> corpus() {
    return List.of(
        wrongType("Object", "java.lang.Object"),
        wrongType("Integer", "java.lang.Integer"),
        wrong(
            "X.java:2: parameter a of X.m has the type java.util.List<java.lang.String>, which"
                + ALLOWED
                + "; put @Remote on the interface if its objects are called",
            "@Remote interface X { void m(java.util.List<String> a); }"),
        wrongType("int[]", "int[]"),
        wrongType("String[]", "java.lang.String[]"),
        wrongType("byte[][]", "byte[][]"),
        wrong(
            "X.java:2: the result of X.m has the type java.lang.Void, which" + ALLOWED,
            "@Remote interface X { Void m(); }"),
        wrong(
            "X.java:2: component b of parameter a of X.m has the type java.lang.Object, which"
                + ALLOWED,
            "record R(Object b) {}",
            "@Remote interface X { void m(R a); }"),
        wrong(
            "X.java:2: parameter a of X.m has the type test.R, a generic record, which cannot be in a"
                + " message: make a record with the types in place",
            "record R<T>(int b) {}",
            "@Remote interface X { void m(R<String> a); }"),
        wrong(
            "X.java:2: component b of component b of parameter a of X.m has the type test.R, a record"
                + " that contains itself, which no message can hold",
            "record R(S b) {}",
            "record S(R b) {}",
            "@Remote interface X { void m(R a); }"),
        wrong(
            "X.java:2: component h of parameter a of X.m needs test.inner.Hidden, which code in the"
                + " package test cannot see: make it public",
            "public class Unused {}",
            "@Remote interface X { void m(test.inner.R a); }",
            "package test.inner; public record R(Hidden h) {} enum Hidden { A }"),
        wrong(
            "X.java:2: parameter a of X.m is a raw Capability: say what it offers, Capability<T> or"
                + " <?>",
            "@SuppressWarnings(\"rawtypes\") @Remote interface X { void m(Capability a); }"),
        wrong(
            "X.java:2: parameter a of X.m is @Nullable, and messages know no null: take an empty"
                + " value, an invalid capability, or a further boolean",
            "@Remote interface X { void m(@Nullable String a); }"),
        wrong(
            "X.java:2: the result of X.m is @Nullable, and messages know no null: take an empty"
                + " value, an invalid capability, or a further boolean",
            "@Remote interface X { @Nullable X m(); }"),
        wrong(
            "X.java:2: parameter a of X.m has @Limit(0); it must be from 1 to 2048, the bytes of a"
                + " message",
            "@Remote interface X { void m(@Limit(0) String a); }"),
        wrong(
            "X.java:2: the result of X.m has @Limit(2049); it must be from 1 to 2048, the bytes of a"
                + " message",
            "@Remote interface X { @Limit(2049) byte[] m(); }"),
        wrong(
            "X.java:2: component b of parameter a of X.m has @Limit(-1); it must be from 1 to 2048,"
                + " the bytes of a message",
            "record R(@Limit(-1) String b) {}",
            "@Remote interface X { void m(R a); }"),
        wrong(
            "X.java:2: parameter a of X.m has a @Limit, which only String and byte[] can have; int"
                + " is as long as it is: remove it",
            "@Remote interface X { void m(@Limit(4) int a); }"),
        wrong(
            "X.java:2: X.m has a @Limit, but no result: remove it",
            "@Remote interface X { @Limit(4) void m(); }"),
        wrong(
            "X.java:2: the parameters of X.m may need 2056 bytes, lengths and padding included; a"
                + " message has at most 2048: lower a @Limit, or make it several methods",
            "@Remote interface X { void m(@Limit(2033) String a, int b); }"),
        wrong(
            "X.java:2: the result of X.m may need 2056 bytes, lengths and padding included; a message"
                + " has at most 2048: lower a @Limit, or make it several methods",
            "@Remote interface X { @Limit(2041) String m(); }"),
        wrong(
            "X.java:2: the parameters of X.m need 5 capabilities; a message has at most 4: make it"
                + " several methods",
            "record R(X a, X b, Capability<?> c) {}",
            "@Remote interface X { void m(R a, X b, X c); }"),
        wrong(
            "X.java:2: X.m throws test.E, which the caller's side cannot make: it needs a public"
                + " constructor with one parameter, the message, a String",
            "@SuppressWarnings(\"serial\") class E extends Exception { E(String message) {} }",
            "@Remote interface X { void m() throws E; }"),
        wrong(
            "X.java:2: X.m throws test.E, which the caller's side cannot make: it needs a public"
                + " constructor with one parameter, the message, a String",
            "abstract class E extends Exception { public E(String message) {} }",
            "@Remote interface X { void m() throws E; }"),
        wrong(
            "X.java:2: X.m throws test.E, whose constructor itself throws java.io.IOException: it must"
                + " throw nothing",
            "class E extends Exception { public E(String m) throws java.io.IOException {} }",
            "@Remote interface X { void m() throws E; }"),
        wrong(
            "X.java:2: X.m throws Exception, which is any exception: declare those that a caller can"
                + " do something about",
            "@Remote interface X { void m() throws Exception; }"),
        wrong(
            "X.java:2: X.m is generic; a message has fixed types: write one method for each",
            "@Remote interface X { <T> void m(); }"),
        wrong(
            "X.java:2: X.toString is a method of every object, and stays local: remove it or rename it",
            "@Remote interface X { String toString(); }"),
        wrong(
            "X.java:2: X.capability has the name of what every client has,"
                + " RemoteObject.capability(): rename it",
            "@Remote interface X { int capability(); }"),
        wrong(
            "X.java:2: X inherits m() from both A and B: declare it in X, too",
            "interface A { void m(); }",
            "interface B { void m(); }",
            "@Remote interface X extends A, B {}"),
        wrong(
            "X.java:2: X.m is generic; a message has fixed types: write one method for each",
            "interface A { <T> void m(); }",
            "@Remote interface X extends A {}"),
        wrong(
            "X.java:2: X is no interface; only interfaces can be @Remote: extract one",
            "@Remote class X {}"),
        wrong(
            "Outer.java:2: X is inside of test.Outer; a @Remote interface has a file of its own, and"
                + " XClient and XDispatcher beside it: move it out",
            "class Outer { @Remote interface X {} }"),
        wrong(
            "X.java:2: X is generic; a @Remote interface says which types its messages have: remove"
                + " <...>",
            "@Remote interface X<T> {}"),
        wrong(
            "X.java:2: X is sealed; its client would have to be permitted: remove sealed",
            "@Remote sealed interface X permits Y {}",
            "final class Y implements X {}"),
        wrong(
            "X.java:2: the service name \"\" has 0 bytes; it must have 1 to 63",
            "@Remote @Service(\"\") interface X {}"),
        wrong(
            "X.java:2: the service name \"%s\" has 64 bytes; it must have 1 to 63"
                .formatted("ä".repeat(32)),
            "@Remote @Service(\"%s\") interface X {}".formatted("ä".repeat(32))),
        wrong(
            "X.java:2: @Service makes a session of a remote interface: put @Remote on X, too",
            "@Service(\"X\") interface X {}"));
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void mistake_isNamedAtItsPlace(String message, List<String> sources) {
    InMemoryCompiler.Result result =
        InMemoryCompiler.compile(
            sources.stream()
                .map(source -> source.startsWith("package ") ? source : HEAD + source)
                .toList());
    assertThat(result.messages()).containsExactly(message);
    assertThat(result.generated()).isEmpty();
  }

  @Test
  void everyMistakeIsNamed_andOtherInterfacesGetTheirClasses() {
    InMemoryCompiler.Result result =
        compile(
            "@Remote interface X {\n  void a(Object b);\n  void c(Object d);\n}",
            "@Remote interface Y {}");
    assertThat(result.messages())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("X.java:3: parameter b of X.a has"),
            second -> assertThat(second).startsWith("X.java:4: parameter d of X.c has"));
    assertThat(result.generated()).containsOnlyKeys("YClient.java", "YDispatcher.java");
  }

  @Test
  void nameThatIsTaken_isNamed() {
    InMemoryCompiler.Result result = compile("@Remote interface X {}", "class XClient {}");
    assertThat(result.messages())
        .anySatisfy(
            message ->
                assertThat(message).startsWith("X.java:2: cannot write the class XClient for X: "));
  }
}
