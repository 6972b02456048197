package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks one remote interface and finds its operations. */
final class InterfaceReader {
  private final Elements elements;
  private final Types types;
  private final Messager messager;
  private final TypeElement element;
  private final Limits limits;
  private final TypeReader typeReader;

  InterfaceReader(ProcessingEnvironment environment, TypeElement element) {
    elements = environment.getElementUtils();
    types = environment.getTypeUtils();
    messager = environment.getMessager();
    this.element = element;
    limits = Limits.read(elements);
    typeReader = new TypeReader(elements, limits, elements.getPackageOf(element));
  }

  /** Returns the interface; empty if something is wrong with it, after all of that was reported. */
  Optional<RemoteInterface> read() {
    List<Operation> operations = new ArrayList<>();
    List<RuleException> broken = new ArrayList<>();
    Optional<String> service = Optional.empty();
    try {
      checkDeclaration();
      service = service();
      for (ExecutableElement method : new MethodCollector(elements, types, element).collect()) {
        try {
          operations.add(operation(operations.size(), method));
        } catch (RuleException mistake) {
          broken.add(mistake);
        }
      }
    } catch (RuleException mistake) {
      broken.add(mistake);
    }
    for (RuleException mistake : broken) {
      messager.printError(mistake.getMessage(), mistake.place());
    }
    return broken.isEmpty()
        ? Optional.of(new RemoteInterface(element, service, List.copyOf(operations)))
        : Optional.empty();
  }

  private void checkDeclaration() throws RuleException {
    String name = element.getSimpleName().toString();
    if (element.getKind() != ElementKind.INTERFACE) {
      throw new RuleException(
          element, name + " is no interface; only interfaces can be @Remote: extract one");
    }
    if (element.getNestingKind().isNested()) {
      throw new RuleException(
          element,
          "%s is inside of %s; a @Remote interface has a file of its own, and %sClient and"
                  .formatted(name, element.getEnclosingElement(), name)
              + " %sDispatcher beside it: move it out".formatted(name));
    }
    if (!element.getTypeParameters().isEmpty()) {
      throw new RuleException(
          element,
          name
              + " is generic; a @Remote interface says which types its messages have: remove <...>");
    }
    if (element.getModifiers().contains(Modifier.SEALED)) {
      throw new RuleException(
          element, name + " is sealed; its client would have to be permitted: remove sealed");
    }
  }

  private Optional<String> service() throws RuleException {
    if (!(AnnotationReader.value(element, BaseNames.SERVICE).orElse(null) instanceof String name)) {
      return Optional.empty();
    }
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > limits.serviceName()) {
      throw new RuleException(
          element,
          "the service name \"%s\" has %d bytes; it must have 1 to %d"
              .formatted(name, length, limits.serviceName()));
    }
    return Optional.of(name);
  }

  private Operation operation(int number, ExecutableElement method) throws RuleException {
    String name = element.getSimpleName() + "." + method.getSimpleName();
    Element place = placeOf(method, method);
    checkMethod(method, place, name);
    ExecutableType type =
        (ExecutableType) types.asMemberOf((DeclaredType) element.asType(), method);
    List<WireType.Value> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      TypeMirror parameterType =
          AnnotationReader.isNullable(parameter.asType())
              ? parameter.asType()
              : type.getParameterTypes().get(i);
      parameters.add(
          new WireType.Value(
              parameter.getSimpleName().toString(),
              typeReader.read(
                  parameterType,
                  parameter,
                  placeOf(method, parameter),
                  "parameter %s of %s".formatted(parameter.getSimpleName(), name))));
    }
    Optional<WireType> result = Optional.empty();
    if (type.getReturnType().getKind() != TypeKind.VOID) {
      TypeMirror returned =
          AnnotationReader.isNullable(method.getReturnType())
              ? method.getReturnType()
              : type.getReturnType();
      result = Optional.of(typeReader.read(returned, method, place, "the result of " + name));
    } else if (AnnotationReader.has(method, BaseNames.LIMIT)) {
      throw new RuleException(place, name + " has a @Limit, but no result: remove it");
    }
    checkSize(parameters.stream().map(WireType.Value::type).toList(), place, name, "parameters");
    checkSize(result.stream().toList(), place, name, "result");
    List<TypeElement> exceptions = exceptions(type, place, name);
    return new Operation(
        number,
        method,
        List.copyOf(parameters),
        result,
        exceptions.stream().map(ClassName::get).toList(),
        catchOrder(exceptions));
  }

  /** Returns where to show a mistake: a method from a class file has no place of its own. */
  private Element placeOf(ExecutableElement method, Element part) {
    return MethodCollector.interfaceOf(method).equals(element) ? part : element;
  }

  private void checkMethod(ExecutableElement method, Element place, String name)
      throws RuleException {
    if (!method.getTypeParameters().isEmpty()) {
      throw new RuleException(
          place, name + " is generic; a message has fixed types: write one method for each");
    }
    boolean ofClient =
        method.getSimpleName().contentEquals("capability") && method.getParameters().isEmpty();
    if (ofClient) {
      throw new RuleException(
          place,
          name + " has the name of what every client has, RemoteObject.capability(): rename it");
    }
    TypeElement object = elements.getTypeElement("java.lang.Object");
    for (ExecutableElement own : ElementFilter.methodsIn(object.getEnclosedElements())) {
      if (own.getSimpleName().equals(method.getSimpleName())
          && types.isSubsignature(
              (ExecutableType) method.asType(), (ExecutableType) own.asType())) {
        throw new RuleException(
            place, name + " is a method of every object, and stays local: remove it or rename it");
      }
    }
  }

  private void checkSize(List<WireType> parts, Element place, String name, String what)
      throws RuleException {
    int bytes = WireType.WORD * parts.stream().mapToInt(WireType::words).sum();
    int capabilities = parts.stream().mapToInt(WireType::capabilities).sum();
    if (bytes > limits.message()) {
      throw new RuleException(
          place,
          ("the %s of %s may need %d bytes, lengths and padding included; a message has at most %d:"
                  + " lower a @Limit, or make it several methods")
              .formatted(what, name, bytes, limits.message()));
    }
    if (capabilities > limits.capabilities()) {
      throw new RuleException(
          place,
          "the %s of %s needs %d capabilities; a message has at most %d: make it several methods"
              .formatted(what, name, capabilities, limits.capabilities())
              .replace("parameters of " + name + " needs", "parameters of " + name + " need"));
    }
  }

  private List<TypeElement> exceptions(ExecutableType type, Element place, String name)
      throws RuleException {
    List<TypeElement> found = new ArrayList<>();
    for (TypeMirror thrown : type.getThrownTypes()) {
      if (!(thrown instanceof DeclaredType declared)
          || !(declared.asElement() instanceof TypeElement exception)) {
        throw new RuleException(
            place, "%s throws %s, which is no class: name it".formatted(name, thrown));
      }
      if (isA(thrown, "java.lang.RuntimeException") || isA(thrown, "java.lang.Error")) {
        // Arrives as an RpcException whether it is declared or not.
        continue;
      }
      checkException(exception, place, name);
      found.add(exception);
    }
    return found;
  }

  private void checkException(TypeElement exception, Element place, String name)
      throws RuleException {
    if (exception.getQualifiedName().contentEquals("java.lang.Exception")
        || exception.getQualifiedName().contentEquals("java.lang.Throwable")) {
      throw new RuleException(
          place,
          "%s throws %s, which is any exception: declare those that a caller can do something about"
              .formatted(name, exception.getSimpleName()));
    }
    typeReader.requireAccess(exception, place, name);
    boolean made =
        !exception.getModifiers().contains(Modifier.ABSTRACT)
            && (!exception.getNestingKind().isNested()
                || exception.getModifiers().contains(Modifier.STATIC))
            && ElementFilter.constructorsIn(exception.getEnclosedElements()).stream()
                .anyMatch(InterfaceReader::takesTheMessage);
    if (!made) {
      throw new RuleException(
          place,
          ("%s throws %s, which the caller's side cannot make: it needs a public constructor with one"
                  + " parameter, the message, a String")
              .formatted(name, exception.getQualifiedName()));
    }
    List<? extends TypeMirror> thrown =
        ElementFilter.constructorsIn(exception.getEnclosedElements()).stream()
            .filter(InterfaceReader::takesTheMessage)
            .flatMap(constructor -> constructor.getThrownTypes().stream())
            .toList();
    if (!thrown.isEmpty()) {
      throw new RuleException(
          place,
          "%s throws %s, whose constructor itself throws %s: it must throw nothing"
              .formatted(name, exception.getQualifiedName(), thrown.get(0)));
    }
  }

  private static boolean takesTheMessage(ExecutableElement constructor) {
    return constructor.getModifiers().contains(Modifier.PUBLIC)
        && constructor.getParameters().size() == 1
        && constructor.getParameters().get(0).asType() instanceof DeclaredType type
        && type.asElement() instanceof TypeElement parameter
        && parameter.getQualifiedName().contentEquals("java.lang.String");
  }

  private boolean isA(TypeMirror type, String superclass) {
    return types.isSubtype(type, elements.getTypeElement(superclass).asType());
  }

  /** Returns places from 1, each before those of its superclasses, as catch clauses need them. */
  private List<Integer> catchOrder(List<TypeElement> exceptions) {
    return IntStream.rangeClosed(1, exceptions.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer place) -> -depth(exceptions.get(place - 1)))
                .thenComparingInt(place -> place))
        .toList();
  }

  private int depth(TypeElement type) {
    int depth = 0;
    TypeMirror superclass = type.getSuperclass();
    while (superclass instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement next) {
      depth++;
      superclass = next.getSuperclass();
    }
    return depth;
  }
}
