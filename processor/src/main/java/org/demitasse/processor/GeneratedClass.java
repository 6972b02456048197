package org.demitasse.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** What all generated classes have in common. */
final class GeneratedClass {
  private GeneratedClass() {}

  /** Begins a class that is as visible as the interface it is made from. */
  static TypeSpec.Builder builder(ClassName name, TypeElement origin) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addOriginatingElement(origin)
            // Is not in the class file.
            .addAnnotation(
                AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", RemoteProcessor.class.getName())
                    .build())
            .addModifiers(Modifier.FINAL);
    if (origin.getModifiers().contains(Modifier.PUBLIC)) {
      type.addModifiers(Modifier.PUBLIC);
    }
    return type;
  }
}
