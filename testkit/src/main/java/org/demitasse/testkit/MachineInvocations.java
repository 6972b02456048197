package org.demitasse.testkit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Invokes a class once for each machine of {@link OnMachines}. */
final class MachineInvocations implements ClassTemplateInvocationContextProvider {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(MachineInvocations.class);

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return annotation(context).isPresent();
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    return Arrays.stream(annotation(context).orElseThrow().value()).map(Invocation::new);
  }

  private static Optional<OnMachines> annotation(ExtensionContext context) {
    return context
        .getTestClass()
        .flatMap(type -> AnnotationSupport.findAnnotation(type, OnMachines.class));
  }

  /** Returns the machine for which a test is invoked, if its class says. */
  static Optional<String> machine(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(NAMESPACE).get(Invocation.class, Invocation.class))
        .map(Invocation::machine);
  }

  /** One machine's turn. What is stored here is seen from all contexts below. */
  private record Invocation(String machine) implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return machine;
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
      context.getStore(NAMESPACE).put(Invocation.class, this);
    }
  }
}
