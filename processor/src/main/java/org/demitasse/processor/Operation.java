package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that is called from other components.
 *
 * @param result empty for void
 * @param exceptions the declared checked ones, in their order
 * @param catchOrder the places, from 1, of the exceptions, those of subclasses first
 */
record Operation(
    int number,
    ExecutableElement method,
    List<WireType.Value> parameters,
    Optional<WireType> result,
    List<ClassName> exceptions,
    List<Integer> catchOrder) {

  String name() {
    return method.getSimpleName().toString();
  }

  ClassName exception(int place) {
    return exceptions.get(place - 1);
  }
}
