package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Writes the class that calls a remote interface's methods through a capability. */
final class ClientWriter {
  private final RemoteInterface remote;
  private final NameAllocator fields = new NameAllocator();
  private final EnumValues enumValues = new EnumValues(fields);

  private ClientWriter(RemoteInterface remote) {
    this.remote = remote;
    fields.newName("capability");
    fields.newName("SERVICE");
  }

  static TypeSpec write(RemoteInterface remote) {
    return new ClientWriter(remote).write();
  }

  private TypeSpec write() {
    ClassName name = remote.name();
    TypeName capability = ParameterizedTypeName.get(BaseNames.CAPABILITY, name);
    TypeSpec.Builder type =
        GeneratedClass.builder(BaseNames.clientOf(name), remote.element())
            .addJavadoc("Calls a {@link $T} in another component.\n", name)
            .addSuperinterface(name)
            .addSuperinterface(BaseNames.REMOTE_OBJECT);
    remote
        .service()
        .ifPresent(
            service ->
                type.addField(
                    FieldSpec.builder(
                            String.class,
                            "SERVICE",
                            Modifier.PUBLIC,
                            Modifier.STATIC,
                            Modifier.FINAL)
                        .addJavadoc("The name of the service.\n")
                        .initializer("$S", service)
                        .build()));
    MethodSpec constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addParameter(capability, "capability")
            .addStatement("this.capability = capability")
            .build();
    MethodSpec accessor =
        MethodSpec.methodBuilder("capability")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(capability)
            .addStatement("return capability")
            .build();
    type.addMethod(constructor).addMethod(accessor);
    remote.operations().forEach(operation -> type.addMethod(method(operation)));
    type.addFields(enumValues.fields());
    type.addField(capability, "capability", Modifier.PRIVATE, Modifier.FINAL);
    return type.build();
  }

  private MethodSpec method(Operation operation) {
    NameAllocator names = fields.clone();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(operation.name())
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC);
    operation.result().ifPresent(result -> method.returns(result.type()));
    operation.exceptions().forEach(method::addException);

    // The field's name may be a parameter's, too: that is called capability_ then.
    for (WireType.Value parameter : operation.parameters()) {
      method.addParameter(parameter.type().type(), names.newName(parameter.name(), parameter));
    }
    String message = names.newName("message");
    CodeBlock.Builder code = CodeBlock.builder();
    MessageCode messageCode = new MessageCode(code, names, enumValues, message);
    for (WireType.Value parameter : operation.parameters()) {
      messageCode.prepare(parameter.type(), names.get(parameter), parameter.name());
    }
    messageCode.begin(
        CodeBlock.of("$T $N = ", BaseNames.RPC_MESSAGE, message),
        CodeBlock.of("$L", operation.number()));
    call(code, operation, message);
    operation
        .result()
        .ifPresentOrElse(
            result -> {
              CodeBlock value = messageCode.take(result, "result");
              code.addStatement("$N.expectEnd()", message);
              code.addStatement("return $L", value);
            },
            () -> code.addStatement("$N.expectEnd()", message));
    return method.addCode(code.build()).build();
  }

  private void call(CodeBlock.Builder code, Operation operation, String message) {
    String name = remote.name().simpleName() + "." + operation.name();
    if (operation.exceptions().isEmpty()) {
      code.addStatement("$N.call(capability, $S)", message, name);
      return;
    }
    code.addStatement("$N.call(capability, $S, $L)", message, name, operation.exceptions().size());
    code.beginControlFlow("switch ($N.status())", message);
    for (int place = 1; place <= operation.exceptions().size(); place++) {
      code.addStatement(
          "case $L -> throw new $T($N.takeExceptionMessage())",
          place,
          operation.exception(place),
          message);
    }
    code.add("default -> {}\n");
    code.endControlFlow();
  }
}
