package org.demitasse.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds the abstract methods of an interface in the order of their numbers: those of
 * superinterfaces first, each in the order of its source. A method that is declared again keeps its
 * number.
 */
final class MethodCollector {
  private final Elements elements;
  private final Types types;
  private final TypeElement element;
  private final Set<TypeElement> visited = new LinkedHashSet<>();
  private final List<ExecutableElement> found = new ArrayList<>();

  /** Methods of found ones' signature from interfaces that know nothing of each other. */
  private final Map<ExecutableElement, ExecutableElement> rivals = new LinkedHashMap<>();

  MethodCollector(Elements elements, Types types, TypeElement element) {
    this.elements = elements;
    this.types = types;
    this.element = element;
  }

  /**
   * Returns the methods.
   *
   * @throws RuleException if two interfaces declare the same one
   */
  List<ExecutableElement> collect() throws RuleException {
    visit(element);
    for (Map.Entry<ExecutableElement, ExecutableElement> pair : rivals.entrySet()) {
      ExecutableElement method = pair.getKey();
      if (found.contains(method)) {
        throw new RuleException(
            element,
            "%s inherits %s from both %s and %s: declare it in %s, too"
                .formatted(
                    element.getSimpleName(),
                    method,
                    interfaceOf(method).getSimpleName(),
                    interfaceOf(pair.getValue()).getSimpleName(),
                    element.getSimpleName()));
      }
    }
    return found.stream()
        .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
        .toList();
  }

  /** Returns the interface that declares a method. */
  static TypeElement interfaceOf(ExecutableElement method) {
    return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
  }

  private void visit(TypeElement type) {
    if (!visited.add(type)) {
      return;
    }
    for (TypeMirror parent : type.getInterfaces()) {
      if (parent instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement next) {
        visit(next);
      }
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (!method.getModifiers().contains(Modifier.STATIC)
          && !method.getModifiers().contains(Modifier.PRIVATE)) {
        add(method);
      }
    }
  }

  private void add(ExecutableElement method) {
    boolean isNew = true;
    for (int i = 0; i < found.size(); i++) {
      ExecutableElement other = found.get(i);
      if (!sameSignature(method, other)) {
        continue;
      }
      isNew = false;
      if (elements.overrides(method, other, element)
          || elements.overrides(method, other, interfaceOf(method))) {
        found.set(i, method);
      } else {
        rivals.put(other, method);
      }
    }
    if (isNew) {
      found.add(method);
    }
  }

  private boolean sameSignature(ExecutableElement one, ExecutableElement other) {
    if (!one.getSimpleName().equals(other.getSimpleName())) {
      return false;
    }
    DeclaredType member = (DeclaredType) element.asType();
    ExecutableType first = (ExecutableType) types.asMemberOf(member, one);
    ExecutableType second = (ExecutableType) types.asMemberOf(member, other);
    return types.isSubsignature(first, second) || types.isSubsignature(second, first);
  }
}
