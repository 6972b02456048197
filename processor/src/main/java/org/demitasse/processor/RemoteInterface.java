package org.demitasse.processor;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** An interface that has been found to be right. */
record RemoteInterface(TypeElement element, Optional<String> service, List<Operation> operations) {
  ClassName name() {
    return ClassName.get(element);
  }
}
