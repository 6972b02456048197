package org.demitasse.testkit;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.demitasse.toolchain.MissingToolException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests their machines and ends these with the tests. A machine belongs to the context it was
 * made for: a test method's, or the class's when its tests share one. It is booted when the first
 * parameter asks for it, so that a test without such a parameter boots nothing.
 */
final class BootExtension
    implements ExecutionCondition,
        ParameterResolver,
        AfterEachCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        TestWatcher {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(BootExtension.class);
  private static final Set<Class<?>> TYPES = Set.of(Machine.class, Console.class, Boot.class);

  /** The machines of one context, and the one that its annotation describes once it is booted. */
  private static final class Session {
    private final Boot boot;
    private @Nullable Machine machine;

    Session(Boot boot) {
      this.boot = boot;
    }
  }

  /** Where an annotation stands, and with it whose the machine is. */
  private record Annotated(BootTest annotation, ExtensionContext context) {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (System.getProperty(BootRequest.WITHOUT_QEMU, "").equals("skip")) {
      try {
        BootRequest.find(BootRequest.facts(BootRequest.DEFAULT_MACHINE));
      } catch (MissingToolException missing) {
        return ConditionEvaluationResult.disabled(missing.getMessage());
      }
    }
    return ConditionEvaluationResult.enabled("QEMU is there, or its absence is a failure");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == Boot.class) {
      return session(context).boot;
    }
    Annotated annotated = annotated(context);
    if (annotated.context().getTestMethod().isEmpty() && !annotated.annotation().shared()) {
      throw new ParameterResolutionException(
          "%s: each test has a machine of its own; only test methods and methods before and after each test have a %s"
                  .formatted(parameter.getDeclaringExecutable(), type.getSimpleName())
              + " parameter, unless the tests share one: @BootTest(shared = true)");
    }
    Session session = session(annotated.context());
    synchronized (session) {
      if (session.machine == null) {
        session.machine = request(session.boot, annotated.annotation()).start();
      }
      return type == Console.class ? session.machine.console() : session.machine;
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw withReport(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw withReport(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw withReport(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw withReport(context, failure);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw withReport(context, failure);
  }

  private static Throwable withReport(ExtensionContext context, Throwable failure) {
    if (failure instanceof TestAbortedException) {
      return failure;
    }
    for (Optional<ExtensionContext> next = Optional.of(context);
        next.isPresent();
        next = next.get().getParent()) {
      Session session = existing(next.get());
      if (session != null && !session.boot.machines().isEmpty()) {
        failure.addSuppressed(new BootReport(session.boot.report()));
        break;
      }
    }
    return failure;
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    record(context, MachineTable.Result.PASSED);
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    record(context, MachineTable.Result.SKIPPED);
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    record(context, MachineTable.Result.FAILED);
  }

  private static void record(ExtensionContext context, MachineTable.Result result) {
    MachineTable table =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(
                MachineTable.class,
                type -> new MachineTable(base().resolve("machines.md")),
                MachineTable.class);
    String test =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getTestMethod().map(Method::getName).orElse("");
    table.add(
        test, MachineInvocations.machine(context).orElse(BootRequest.DEFAULT_MACHINE), result);
  }

  private static Annotated annotated(ExtensionContext context) {
    Optional<BootTest> own =
        context
            .getTestMethod()
            .flatMap(method -> AnnotationSupport.findAnnotation(method, BootTest.class));
    if (own.isPresent()) {
      return new Annotated(own.get(), context);
    }
    for (Optional<ExtensionContext> next = Optional.of(context);
        next.isPresent();
        next = next.get().getParent()) {
      // A method's context has the class too; what it shares belongs to the class's own context.
      if (next.get().getTestMethod().isPresent()) {
        continue;
      }
      var annotation =
          next.get()
              .getTestClass()
              .flatMap(type -> AnnotationSupport.findAnnotation(type, BootTest.class));
      if (annotation.isPresent()) {
        return new Annotated(annotation.get(), annotation.get().shared() ? next.get() : context);
      }
    }
    throw new ParameterResolutionException(
        "%s has no @BootTest that says what to boot".formatted(context.getDisplayName()));
  }

  private static BootRequest request(Boot boot, BootTest annotation) {
    if (annotation.system().isEmpty() == annotation.image().isEmpty()) {
      throw new ParameterResolutionException(
          "@BootTest does not say what to boot; state either a system or an image, or let the test"
              + " boot with a Boot parameter");
    }
    var request =
        annotation.system().isEmpty()
            ? boot.image(Path.of(annotation.image()))
            : boot.system(Path.of(annotation.system())).format(annotation.format());
    if (!annotation.machine().isEmpty()) {
      request.machine(annotation.machine());
    }
    if (annotation.cpus() != 0) {
      request.cpus(annotation.cpus());
    }
    if (!annotation.memory().isEmpty()) {
      request.memory(annotation.memory());
    }
    if (!annotation.deviceTree().isEmpty()) {
      request.deviceTree(Path.of(annotation.deviceTree()));
    }
    if (annotation.countInstructions()) {
      request.countInstructions();
    }
    return request
        .machineOptions(annotation.machineOptions())
        .timeout(Duration.ofSeconds(annotation.timeout()));
  }

  private static Session session(ExtensionContext context) {
    synchronized (BootExtension.class) {
      Session session = existing(context);
      if (session == null) {
        session = new Session(Boot.in(directory(context), MachineInvocations.machine(context)));
        context.getStore(NAMESPACE).put(context.getUniqueId(), session);
      }
      return session;
    }
  }

  /**
   * The session of exactly this context; a store also answers for the contexts above, hence the
   * key.
   */
  private static @Nullable Session existing(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(context.getUniqueId(), Session.class);
  }

  private static void close(ExtensionContext context) {
    Session session = existing(context);
    if (session != null) {
      session.boot.close();
    }
  }

  private static Path base() {
    return Path.of(System.getProperty("demitasse.testkit.directory", "target/boot-tests"));
  }

  private static Path directory(ExtensionContext context) {
    Path named = base().resolve(context.getRequiredTestClass().getName());
    Path ofClass = MachineInvocations.machine(context).map(named::resolve).orElse(named);
    return context
        .getTestMethod()
        .map(Method::getName)
        .map(name -> ofClass.resolve(name + invocation(context)))
        .orElse(ofClass);
  }

  /** Tells the invocations of one parameterized or repeated test apart: {@code -2}. */
  private static String invocation(ExtensionContext context) {
    String id = context.getUniqueId();
    int start = id.lastIndexOf("invocation:#");
    return start < 0 ? "" : "-" + id.substring(start).replaceAll("\\D", "");
  }
}
