package org.demitasse.processor;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Writes {@code XClient} and {@code XDispatcher} beside each interface {@code X} that carries
 * {@code @Remote}; {@code org.demitasse.base.rpc.Remote} says what such an interface may be.
 *
 * <p>An interface that breaks a rule gets an error at the place in question and no classes, and the
 * others get theirs.
 */
public final class RemoteProcessor extends AbstractProcessor {
  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(BaseNames.REMOTE.canonicalName(), BaseNames.SERVICE.canonicalName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        boolean remote = annotation.getQualifiedName().contentEquals(BaseNames.REMOTE.toString());
        if (remote) {
          ElementFilter.typesIn(Set.of(element)).forEach(this::write);
        } else if (!AnnotationReader.has(element, BaseNames.REMOTE)) {
          processingEnv
              .getMessager()
              .printError(
                  "@Service makes a session of a remote interface: put @Remote on "
                      + element.getSimpleName()
                      + ", too",
                  element);
        }
      }
    }
    return false;
  }

  private void write(TypeElement element) {
    new InterfaceReader(processingEnv, element)
        .read()
        .ifPresent(
            remote -> {
              write(remote, ClientWriter.write(remote));
              write(remote, DispatcherWriter.write(remote));
            });
  }

  private void write(RemoteInterface remote, TypeSpec type) {
    String packageName = remote.name().packageName();
    try {
      JavaFile.builder(packageName, type)
          .skipJavaLangImports(true)
          .build()
          .writeTo(processingEnv.getFiler());
    } catch (IOException failure) {
      processingEnv
          .getMessager()
          .printError(
              "cannot write the class %s for %s: %s"
                  .formatted(type.name(), remote.element().getSimpleName(), failure.getMessage()),
              remote.element());
    }
  }
}
