package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Finds out what a Java type is in a message, or why it cannot be in one. */
final class TypeReader {
  private static final String ALLOWED =
      "primitive types, enums, String, byte[], Capability<T>, @Remote interfaces, and records of"
          + " these";

  private final Elements elements;
  private final Limits limits;

  /** Of the remote interface: generated code is there. */
  private final PackageElement home;

  /** Records that are being read, from the outermost one. */
  private final Set<TypeElement> open = new LinkedHashSet<>();

  TypeReader(Elements elements, Limits limits, PackageElement home) {
    this.elements = elements;
    this.limits = limits;
    this.home = home;
  }

  /**
   * Returns what a type is in a message.
   *
   * @param declaration carries {@code @Limit}
   * @param place where mistakes are shown
   * @param what the value is called in messages
   */
  WireType read(TypeMirror type, AnnotatedConstruct declaration, Element place, String what)
      throws RuleException {
    if (AnnotationReader.isNullable(type) || AnnotationReader.isNullable(declaration)) {
      throw new RuleException(
          place,
          what
              + " is @Nullable, and messages know no null: take an empty value, an invalid"
              + " capability, or a further boolean");
    }
    Optional<WireType> sequence = sequence(type, declaration, place, what);
    if (sequence.isPresent()) {
      return sequence.get();
    }
    if (AnnotationReader.has(declaration, BaseNames.LIMIT)) {
      throw new RuleException(
          place,
          "%s has a @Limit, which only String and byte[] can have; %s is as long as it is: remove it"
              .formatted(what, type));
    }
    if (type.getKind().isPrimitive()) {
      return scalar(type);
    }
    if (type instanceof DeclaredType declared
        && type.getKind() == TypeKind.DECLARED
        && declared.asElement() instanceof TypeElement element) {
      return declared(declared, element, place, what);
    }
    throw refused(type, place, what, "");
  }

  private static RuleException refused(
      TypeMirror type, Element place, String what, String furtherRemedy) {
    return new RuleException(
        place,
        "%s has the type %s, which cannot be in a message. Allowed are %s%s"
            .formatted(what, type, ALLOWED, furtherRemedy));
  }

  private Optional<WireType> sequence(
      TypeMirror type, AnnotatedConstruct declaration, Element place, String what)
      throws RuleException {
    boolean text =
        type instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
            && element.getQualifiedName().contentEquals("java.lang.String");
    boolean bytes =
        type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE;
    if (!text && !bytes) {
      return Optional.empty();
    }
    int limit = limits.text();
    if (AnnotationReader.value(declaration, BaseNames.LIMIT).orElse(null) instanceof Integer own) {
      limit = own;
    }
    if (limit < 1 || limit > limits.message()) {
      throw new RuleException(
          place,
          "%s has @Limit(%d); it must be from 1 to %d, the bytes of a message"
              .formatted(what, limit, limits.message()));
    }
    return Optional.of(
        new WireType.Sequence(
            TypeName.get(type).withoutAnnotations(), text ? "Text" : "Bytes", limit));
  }

  private static WireType scalar(TypeMirror type) {
    String suffix =
        switch (type.getKind()) {
          case BOOLEAN -> "Boolean";
          case BYTE -> "Byte";
          case SHORT -> "Short";
          case CHAR -> "Char";
          case INT -> "Int";
          case LONG -> "";
          case FLOAT -> "Float";
          default -> "Double";
        };
    String from =
        switch (type.getKind()) {
          case BOOLEAN, FLOAT, DOUBLE -> "from" + suffix;
          default -> "";
        };
    String to = suffix.isEmpty() ? "" : "to" + suffix;
    return new WireType.Scalar(TypeName.get(type).withoutAnnotations(), from, to);
  }

  private WireType declared(DeclaredType type, TypeElement element, Element place, String what)
      throws RuleException {
    ClassName name = ClassName.get(element);
    if (name.equals(BaseNames.CAPABILITY)) {
      if (type.getTypeArguments().isEmpty()) {
        throw new RuleException(
            place, what + " is a raw Capability: say what it offers, Capability<T> or <?>");
      }
      return new WireType.Reference(TypeName.get(type).withoutAnnotations());
    }
    requireAccess(element, place, what);
    if (element.getKind() == ElementKind.ENUM) {
      return new WireType.Constant(name);
    }
    if (element.getKind() == ElementKind.RECORD) {
      return row(element, place, what);
    }
    if (element.getKind() == ElementKind.INTERFACE) {
      if (AnnotationReader.has(element, BaseNames.REMOTE)) {
        return new WireType.Remote(name);
      }
      throw refused(type, place, what, "; put @Remote on the interface if its objects are called");
    }
    throw refused(type, place, what, "");
  }

  private WireType row(TypeElement element, Element place, String what) throws RuleException {
    if (!element.getTypeParameters().isEmpty()) {
      throw new RuleException(
          place,
          "%s has the type %s, a generic record, which cannot be in a message: make a record with"
                  .formatted(what, element)
              + " the types in place");
    }
    if (!open.add(element)) {
      throw new RuleException(
          place,
          "%s has the type %s, a record that contains itself, which no message can hold"
              .formatted(what, element));
    }
    List<WireType.Value> components = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      components.add(
          new WireType.Value(
              name,
              read(component.asType(), component, place, "component " + name + " of " + what)));
    }
    open.remove(element);
    return new WireType.Row(ClassName.get(element), List.copyOf(components));
  }

  /** Checks that code beside the remote interface may name a class. */
  void requireAccess(TypeElement type, Element place, String what) throws RuleException {
    for (@Nullable Element element = type;
        element != null && element.getKind() != ElementKind.PACKAGE;
        element = element.getEnclosingElement()) {
      Set<Modifier> modifiers = element.getModifiers();
      boolean accessible =
          modifiers.contains(Modifier.PUBLIC)
              || (!modifiers.contains(Modifier.PRIVATE)
                  && elements.getPackageOf(element).equals(home));
      if (!accessible) {
        throw new RuleException(
            place,
            "%s needs %s, which code in the package %s cannot see: make it public"
                .formatted(what, type, home.getQualifiedName()));
      }
    }
  }
}
