package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/** Reads annotations whose classes are known by name only. */
final class AnnotationReader {
  private AnnotationReader() {}

  static boolean has(AnnotatedConstruct annotated, ClassName annotation) {
    return find(annotated, annotation).isPresent();
  }

  /** Returns whether something carries an annotation called Nullable, whosever it is. */
  static boolean isNullable(AnnotatedConstruct annotated) {
    return annotated.getAnnotationMirrors().stream()
        .anyMatch(mirror -> type(mirror).getSimpleName().contentEquals("Nullable"));
  }

  /** Returns the value, the only element, of an annotation if it is there. */
  static Optional<Object> value(AnnotatedConstruct annotated, ClassName annotation) {
    return find(annotated, annotation)
        .flatMap(mirror -> mirror.getElementValues().values().stream().findFirst())
        .map(AnnotationValue::getValue);
  }

  private static Optional<? extends AnnotationMirror> find(
      AnnotatedConstruct annotated, ClassName annotation) {
    return annotated.getAnnotationMirrors().stream()
        .filter(mirror -> type(mirror).getQualifiedName().contentEquals(annotation.toString()))
        .findFirst();
  }

  private static TypeElement type(AnnotationMirror mirror) {
    return (TypeElement) mirror.getAnnotationType().asElement();
  }
}
