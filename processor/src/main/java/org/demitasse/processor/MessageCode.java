package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of one method of generated code that write or read values.
 *
 * <p>There is one message in a component, so no other code may run between the statement that
 * begins it and the call, nor between its arrival and the end of it: accessors and constructors of
 * records are code of the user, which may call anybody. They run before and behind.
 */
final class MessageCode {
  static final TypeName ANY_CAPABILITY =
      ParameterizedTypeName.get(BaseNames.CAPABILITY, WildcardTypeName.subtypeOf(Object.class));

  /** Words of a message that travel in registers. */
  private static final int REGISTERS = 4;

  private final CodeBlock.Builder code;
  private final NameAllocator names;
  private final EnumValues enumValues;

  /**
   * @param code where the statements go
   * @param names of the local variables
   */
  MessageCode(CodeBlock.Builder code, NameAllocator names, EnumValues enumValues) {
    this.code = code;
    this.names = names;
    this.enumValues = enumValues;
  }

  // ---- writing

  /**
   * A value that is ready to be written.
   *
   * @param variable holds it; of a remote object, its capability
   * @param label what it is called in messages
   */
  private record Ready(WireType type, String variable, String label) {}

  private final List<Ready> ready = new ArrayList<>();

  /** Adds statements that take apart the value in a variable, for {@link #put}. */
  void prepare(WireType type, String variable, String label) {
    switch (type) {
      case WireType.Row row -> {
        for (WireType.Value component : row.components()) {
          String part = names.newName(joined(variable, component.name()));
          code.addStatement(
              "$T $N = $N.$N()", component.type().type(), part, variable, component.name());
          prepare(component.type(), part, label + "." + component.name());
        }
      }
      case WireType.Remote remote -> {
        String capability = names.newName(joined(variable, "capability"));
        code.addStatement(
            "$T $N = (($T) $N).capability()",
            ANY_CAPABILITY,
            capability,
            BaseNames.REMOTE_OBJECT,
            variable);
        ready.add(new Ready(remote, capability, label));
      }
      case WireType.Scalar scalar -> ready.add(new Ready(scalar, variable, label));
      case WireType.Constant constant -> ready.add(new Ready(constant, variable, label));
      case WireType.Sequence sequence -> ready.add(new Ready(sequence, variable, label));
      case WireType.Reference reference -> ready.add(new Ready(reference, variable, label));
    }
  }

  /** Adds statements that begin an answer, and write what was prepared. */
  void answer(CodeBlock status) {
    List<CodeBlock> words = takeWords();
    code.addStatement(
        "$T.begin($L)", BaseNames.RPC_MESSAGE, CodeBlock.join(arguments(status, words), ", "));
    put();
  }

  /**
   * Adds statements that call with what was prepared.
   *
   * @param name of the method, for exceptions
   * @param exceptions how many the method declares
   */
  void call(int operation, String name, int exceptions) {
    if (isShort()) {
      List<CodeBlock> arguments = arguments(CodeBlock.of("$L", operation), takeWords());
      code.addStatement(
          "$T.call(capability, $S, $L, $L)",
          BaseNames.RPC_MESSAGE,
          name,
          exceptions,
          CodeBlock.join(arguments, ", "));
    } else {
      code.addStatement("$T.begin($L)", BaseNames.RPC_MESSAGE, operation);
      put();
      code.addStatement("$T.call(capability, $S, $L)", BaseNames.RPC_MESSAGE, name, exceptions);
    }
  }

  private static List<CodeBlock> arguments(CodeBlock first, List<CodeBlock> others) {
    List<CodeBlock> arguments = new ArrayList<>(List.of(first));
    arguments.addAll(others);
    return arguments;
  }

  /** Says whether all that was prepared travels in registers. */
  private boolean isShort() {
    return ready.size() <= REGISTERS && ready.stream().allMatch(each -> each.type().isFixed());
  }

  /** Returns what was prepared, if it travels in registers: it needs no statement of its own. */
  private List<CodeBlock> takeWords() {
    if (!isShort()) {
      return List.of();
    }
    List<CodeBlock> words = ready.stream().map(MessageCode::word).toList();
    ready.clear();
    return words;
  }

  private static CodeBlock word(Ready value) {
    return switch (value.type()) {
      case WireType.Scalar scalar when !scalar.from().isEmpty() ->
          CodeBlock.of("$T.$N($N)", BaseNames.RPC_MESSAGE, scalar.from(), value.variable());
      case WireType.Constant constant -> CodeBlock.of("$N.ordinal()", value.variable());
      default -> CodeBlock.of("$N", value.variable());
    };
  }

  /** Adds statements that write what was prepared. */
  void put() {
    for (Ready value : ready) {
      switch (value.type()) {
        case WireType.Sequence sequence ->
            code.addStatement(
                "$T.put$L($N, $L, $S)",
                BaseNames.RPC_MESSAGE,
                sequence.suffix(),
                value.variable(),
                sequence.limit(),
                value.label());
        case WireType.Remote remote -> putCapability(value);
        case WireType.Reference reference -> putCapability(value);
        default -> code.addStatement("$T.put($L)", BaseNames.RPC_MESSAGE, word(value));
      }
    }
    ready.clear();
  }

  private void putCapability(Ready value) {
    code.addStatement("$T.putCapability($N)", BaseNames.RPC_MESSAGE, value.variable());
  }

  // ---- reading

  /**
   * Adds statements that read the whole message into variables.
   *
   * @param values what it consists of, with the variables' names, if they are free
   * @return the expressions for the values, to be used behind the end of the message
   */
  List<CodeBlock> read(List<WireType.Value> values) {
    int words = values.stream().mapToInt(value -> value.type().words()).sum();
    boolean fixed = words <= REGISTERS && values.stream().allMatch(value -> value.type().isFixed());
    if (fixed) {
      code.addStatement("$T.expect($L)", BaseNames.RPC_MESSAGE, words);
    }
    nextWord = fixed ? 0 : -1;
    List<CodeBlock> expressions = new ArrayList<>();
    for (WireType.Value value : values) {
      expressions.add(take(value.type(), value.name()));
    }
    if (!fixed) {
      code.addStatement("$T.expectEnd()", BaseNames.RPC_MESSAGE);
    }
    return expressions;
  }

  /** The next word of a message whose length has been checked; negative if it has not. */
  private int nextWord;

  private CodeBlock nextWord() {
    return nextWord < 0
        ? CodeBlock.of("$T.take()", BaseNames.RPC_MESSAGE)
        : CodeBlock.of("$T.word($L)", BaseNames.RPC_MESSAGE, nextWord++);
  }

  private CodeBlock take(WireType type, String wish) {
    if (type instanceof WireType.Row row) {
      List<CodeBlock> parts = new ArrayList<>();
      for (WireType.Value component : row.components()) {
        parts.add(take(component.type(), joined(wish, component.name())));
      }
      return CodeBlock.of("new $T($L)", row.type(), CodeBlock.join(parts, ", "));
    }
    String variable = names.newName(wish);
    if (type instanceof WireType.Remote remote) {
      code.addStatement(
          "$T $N = $T.takeCapability()",
          ParameterizedTypeName.get(BaseNames.CAPABILITY, remote.type()),
          variable,
          BaseNames.RPC_MESSAGE);
      return newClient(remote.type(), variable);
    }
    code.addStatement("$T $N = $L", type.type(), variable, next(type));
    return CodeBlock.of("$N", variable);
  }

  private CodeBlock next(WireType type) {
    return switch (type) {
      case WireType.Constant constant -> {
        String values = enumValues.of(constant.type());
        yield CodeBlock.of(
            "$N[$T.toOrdinal($L, $N.length)]", values, BaseNames.RPC_MESSAGE, nextWord(), values);
      }
      case WireType.Sequence sequence ->
          CodeBlock.of("$T.take$L($L)", BaseNames.RPC_MESSAGE, sequence.suffix(), sequence.limit());
      case WireType.Scalar scalar when scalar.to().isEmpty() -> nextWord();
      case WireType.Scalar scalar ->
          CodeBlock.of("$T.$N($L)", BaseNames.RPC_MESSAGE, scalar.to(), nextWord());
      default -> CodeBlock.of("$T.takeCapability()", BaseNames.RPC_MESSAGE);
    };
  }

  private static CodeBlock newClient(ClassName remote, String capability) {
    return CodeBlock.of("new $T($N)", BaseNames.clientOf(remote), capability);
  }

  private static String joined(String first, String second) {
    return first + Character.toUpperCase(second.charAt(0)) + second.substring(1);
  }
}
