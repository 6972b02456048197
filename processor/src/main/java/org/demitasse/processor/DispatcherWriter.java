package org.demitasse.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes the class that takes calls of a remote interface and calls an object with them. */
final class DispatcherWriter {
  private static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

  private final RemoteInterface remote;
  private final NameAllocator fields = new NameAllocator();
  private final NameAllocator methods = new NameAllocator();
  private final EnumValues enumValues = new EnumValues(fields);

  private DispatcherWriter(RemoteInterface remote) {
    this.remote = remote;
    fields.newName("object");
    // Of the superclass, which a field would hide.
    fields.newName("label");
    fields.newName("capability");
  }

  static TypeSpec write(RemoteInterface remote) {
    return new DispatcherWriter(remote).write();
  }

  private TypeSpec write() {
    ClassName name = remote.name();
    TypeSpec.Builder type =
        GeneratedClass.builder(BaseNames.dispatcherOf(name), remote.element())
            .addJavadoc("Takes calls from other components for a {@link $T}.\n", name)
            .superclass(BaseNames.DISPATCHER);
    MethodSpec constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addParameter(name, "object")
            .addStatement("this.object = object")
            .build();
    MethodSpec object =
        MethodSpec.methodBuilder("object")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(name)
            .addStatement("return object")
            .build();
    List<MethodSpec> handlers = new ArrayList<>();
    // What methods throw is answered by the entrypoint, at one place for all of them.
    MethodSpec dispatch = dispatch(handlers);
    type.addMethod(constructor).addMethod(object).addMethod(dispatch).addMethods(handlers);
    type.addMethod(answer()).addMethod(declared());
    type.addFields(enumValues.fields());
    type.addField(name, "object", Modifier.PRIVATE, Modifier.FINAL);
    return type.build();
  }

  private MethodSpec dispatch(List<MethodSpec> handlers) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("dispatch")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(int.class, "operation")
            .addExceptions(
                remote.operations().stream()
                    .flatMap(operation -> operation.exceptions().stream())
                    .distinct()
                    .toList());
    if (remote.operations().isEmpty()) {
      return method.addStatement("unknownOperation()").build();
    }
    method.beginControlFlow("switch (operation)");
    for (Operation operation : remote.operations()) {
      String name = operation.name();
      String handler =
          methods.newName("handle" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
      method.addStatement("case $L -> $N()", operation.number(), handler);
      handlers.add(handler(operation, handler));
    }
    return method.addStatement("default -> unknownOperation()").endControlFlow().build();
  }

  private MethodSpec handler(Operation operation, String name) {
    NameAllocator names = fields.clone();
    CodeBlock.Builder code = CodeBlock.builder();
    List<CodeBlock> arguments =
        new MessageCode(code, names, enumValues).read(operation.parameters());
    String result = names.newName("result");
    CodeBlock call =
        CodeBlock.of("object.$N($L)", operation.name(), CodeBlock.join(arguments, ", "));
    operation
        .result()
        .ifPresentOrElse(
            type -> {
              code.addStatement("$T $N = $L", type.type(), result, call);
              if (!type.type().isPrimitive()) {
                // It may be nothing then.
                code.beginControlFlow("if (isDeferred())").addStatement("return").endControlFlow();
              }
            },
            () -> code.addStatement("$L", call));
    MessageCode answer = new MessageCode(code, names, enumValues);
    operation.result().ifPresent(type -> answer.prepare(type, result, resultOf(operation)));
    answer.answer(CodeBlock.of("$T.OK", BaseNames.RPC_STATUS));
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE)
        .addExceptions(operation.exceptions())
        .addCode(code.build())
        .build();
  }

  private String resultOf(Operation operation) {
    return "the result of " + remote.name().simpleName() + "." + operation.name();
  }

  private MethodSpec answer() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("answer")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(int.class, "operation")
            .addParameter(
                ParameterSpec.builder(
                        ClassName.OBJECT.annotated(AnnotationSpec.builder(NULLABLE).build()),
                        "result")
                    .build());
    List<Operation> answering =
        remote.operations().stream().filter(operation -> operation.result().isPresent()).toList();
    if (answering.isEmpty()) {
      return method.build();
    }
    method.beginControlFlow("switch (operation)");
    for (Operation operation : answering) {
      method.beginControlFlow("case $L ->", operation.number());
      NameAllocator names = fields.clone();
      names.newName("operation");
      names.newName("result");
      CodeBlock.Builder code = CodeBlock.builder();
      String value = names.newName("value");
      WireType type = operation.result().orElseThrow();
      MessageCode messageCode = new MessageCode(code, names, enumValues);
      // A cast to a Capability of something cannot be checked.
      TypeName valueType =
          type instanceof WireType.Reference ? MessageCode.ANY_CAPABILITY : type.type();
      code.addStatement(
          "$T $N = ($T) $T.requireNonNull(result)",
          valueType,
          value,
          valueType.box(),
          Objects.class);
      messageCode.prepare(type, value, resultOf(operation));
      messageCode.put();
      method.addCode(code.build()).endControlFlow();
    }
    return method.addCode("default -> {}\n").endControlFlow().build();
  }

  private MethodSpec declared() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("declared")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(int.class)
            .addParameter(int.class, "operation")
            .addParameter(Exception.class, "exception");
    List<Operation> throwing =
        remote.operations().stream()
            .filter(operation -> !operation.exceptions().isEmpty())
            .toList();
    if (throwing.isEmpty()) {
      return method.addStatement("return 0").build();
    }
    method.beginControlFlow("switch (operation)");
    for (Operation operation : throwing) {
      method.beginControlFlow("case $L ->", operation.number());
      for (int place : operation.catchOrder()) {
        method
            .beginControlFlow("if (exception instanceof $T)", operation.exception(place))
            .addStatement("return $L", place)
            .endControlFlow();
      }
      method.addStatement("return 0").endControlFlow();
    }
    method.beginControlFlow("default ->").addStatement("return 0").endControlFlow();
    return method.endControlFlow().build();
  }
}
