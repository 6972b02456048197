package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
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
    CodeBlock.Builder code = CodeBlock.builder();
    MessageCode message = new MessageCode(code, names, enumValues);
    for (WireType.Value parameter : operation.parameters()) {
      message.prepare(parameter.type(), names.get(parameter), parameter.name());
    }
    message.call(
        operation.number(),
        remote.name().simpleName() + "." + operation.name(),
        operation.exceptions().size());
    throwDeclared(code, operation);
    List<WireType.Value> results =
        operation.result().map(type -> new WireType.Value("result", type)).stream().toList();
    for (CodeBlock value : message.read(results)) {
      code.addStatement("return $L", value);
    }
    return method.addCode(code.build()).build();
  }

  private static void throwDeclared(CodeBlock.Builder code, Operation operation) {
    if (operation.exceptions().isEmpty()) {
      return;
    }
    code.beginControlFlow("switch ($T.status())", BaseNames.RPC_MESSAGE);
    for (int place = 1; place <= operation.exceptions().size(); place++) {
      code.addStatement(
          "case $L -> throw new $T($T.takeExceptionMessage())",
          place,
          operation.exception(place),
          BaseNames.RPC_MESSAGE);
    }
    code.add("default -> {}\n");
    code.endControlFlow();
  }
}
