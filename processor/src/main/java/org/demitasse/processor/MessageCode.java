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
  private final String message;

  /**
   * @param code where the statements go
   * @param names of the local variables
   * @param message the variable with the message
   */
  MessageCode(CodeBlock.Builder code, NameAllocator names, EnumValues enumValues, String message) {
    this.code = code;
    this.names = names;
    this.enumValues = enumValues;
    this.message = message;
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

  /**
   * Adds statements that begin the message, and write what was prepared. Up to four numbers travel
   * in registers: they need no statement of their own.
   *
   * @param declaration what stands before the call of {@code begin}; may be empty
   */
  void begin(CodeBlock declaration, CodeBlock operation) {
    boolean plain = ready.size() <= REGISTERS;
    CodeBlock.Builder words = CodeBlock.builder();
    for (Ready value : ready) {
      switch (value.type()) {
        case WireType.Scalar scalar when scalar.put().equals("put") ->
            words.add(", $N", value.variable());
        case WireType.Constant constant -> words.add(", $N.ordinal()", value.variable());
        default -> plain = false;
      }
    }
    code.addStatement(
        "$L$T.begin($L$L)",
        declaration,
        BaseNames.RPC_MESSAGE,
        operation,
        plain ? words.build() : CodeBlock.of(""));
    if (!plain) {
      put();
    }
  }

  /** Adds statements that write what was prepared. */
  void put() {
    for (Ready value : ready) {
      switch (value.type()) {
        case WireType.Scalar scalar ->
            code.addStatement("$N.$N($N)", message, scalar.put(), value.variable());
        case WireType.Constant constant ->
            code.addStatement("$N.put($N.ordinal())", message, value.variable());
        case WireType.Sequence sequence ->
            code.addStatement(
                "$N.put$L($N, $L, $S)",
                message,
                sequence.suffix(),
                value.variable(),
                sequence.limit(),
                value.label());
        default -> code.addStatement("$N.putCapability($N)", message, value.variable());
      }
    }
    ready.clear();
  }

  // ---- reading

  /**
   * Adds statements that read a value, or its parts, into variables.
   *
   * @param wish the variable's name, if it is free
   * @return the expression for the value, to be used behind the end of the message
   */
  CodeBlock take(WireType type, String wish) {
    if (type instanceof WireType.Row row) {
      List<CodeBlock> parts = new ArrayList<>();
      for (WireType.Value component : row.components()) {
        parts.add(take(component.type(), joined(wish, component.name())));
      }
      return CodeBlock.of("new $T($L)", row.type(), CodeBlock.join(parts, ", "));
    }
    String variable = names.newName(wish);
    return switch (type) {
      case WireType.Constant constant -> {
        String values = enumValues.of(constant.type());
        code.addStatement(
            "$T $N = $N[$N.takeOrdinal($N.length)]",
            constant.type(),
            variable,
            values,
            message,
            values);
        yield CodeBlock.of("$N", variable);
      }
      case WireType.Sequence sequence -> {
        code.addStatement(
            "$T $N = $N.take$L($L)",
            sequence.type(),
            variable,
            message,
            sequence.suffix(),
            sequence.limit());
        yield CodeBlock.of("$N", variable);
      }
      case WireType.Remote remote -> {
        code.addStatement(
            "$T $N = $N.takeCapability()",
            ParameterizedTypeName.get(BaseNames.CAPABILITY, remote.type()),
            variable,
            message);
        yield newClient(remote.type(), variable);
      }
      case WireType.Scalar scalar -> {
        code.addStatement("$T $N = $N.$N()", scalar.type(), variable, message, scalar.take());
        yield CodeBlock.of("$N", variable);
      }
      default -> {
        code.addStatement("$T $N = $N.takeCapability()", type.type(), variable, message);
        yield CodeBlock.of("$N", variable);
      }
    };
  }

  private static CodeBlock newClient(ClassName remote, String capability) {
    return CodeBlock.of("new $T($N)", BaseNames.clientOf(remote), capability);
  }

  private static String joined(String first, String second) {
    return first + Character.toUpperCase(second.charAt(0)) + second.substring(1);
  }
}
