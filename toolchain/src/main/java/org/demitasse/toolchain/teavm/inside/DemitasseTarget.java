package org.demitasse.toolchain.teavm.inside;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.abi.OutOfLine;
import org.demitasse.toolchain.teavm.CodeProfile;
import org.demitasse.toolchain.teavm.standin.common.Checks;
import org.demitasse.toolchain.teavm.standin.component.ClassInitialization;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.c.CTarget;
import org.teavm.backend.c.TeaVMCHost;
import org.teavm.backend.c.generate.CNameProvider;
import org.teavm.backend.c.generate.ShorteningFileNameProvider;
import org.teavm.backend.c.generate.SimpleFileNameProvider;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.DependencyAnalyzer;
import org.teavm.dependency.DependencyInfo;
import org.teavm.dependency.MethodDependency;
import org.teavm.diagnostics.Diagnostics;
import org.teavm.model.BasicBlock;
import org.teavm.model.CallLocation;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.optimization.InliningFilter;
import org.teavm.model.optimization.InliningFilterFactory;
import org.teavm.runtime.ExceptionHandling;
import org.teavm.runtime.Fiber;
import org.teavm.runtime.RuntimeClass;
import org.teavm.vm.TeaVMTargetController;

/**
 * TeaVM's C back end with the rules of Demitasse's profiles.
 *
 * <p>It names {@link TeaVMCHost} once more since TeaVM looks for the extensions of a host among the
 * interfaces that its class names itself; plugins would not see that this is a C target.
 */
final class DemitasseTarget extends CTarget implements TeaVMCHost {
  static final MethodReference CHECK_STORE =
      new MethodReference(Checks.class, "checkStore", Object.class, Object.class, void.class);

  /** Called from C where a check fails or a class is to be initialized. */
  private static final List<MethodReference> CALLED_FROM_C =
      List.of(
          thrower("throwIndexOutOfBounds", int.class, int.class, void.class),
          thrower("throwClassCast", Object.class, RuntimeClass.class, void.class),
          thrower("throwArrayStore", Object.class, void.class),
          thrower("throwDivisionByZero", void.class),
          thrower("throwStackOverflow", void.class),
          initializer("initialize"));

  private static final MethodReference CLONE =
      new MethodReference(Object.class, "clone", Object.class);

  private static final MethodReference RUNNING_THREADS =
      new MethodReference(ClassInitialization.class, "runningThreads", int.class);

  private static final MethodReference SUSPEND =
      new MethodReference(Fiber.class, "suspend", Fiber.AsyncCall.class, Object.class);

  private static MethodReference thrower(String name, Class<?>... signature) {
    return new MethodReference(ExceptionHandling.class, name, signature);
  }

  private static MethodReference initializer(String name) {
    return new MethodReference(ClassInitialization.class, name, long.class, long.class, void.class);
  }

  private final CodeProfile profile;
  private final boolean addsChecks;
  private final Map<MethodReference, Boolean> outOfLine = new HashMap<>();
  private Diagnostics diagnostics = Silent.INSTANCE;
  private @Nullable ClassReaderSource classes;

  DemitasseTarget(CodeProfile profile, int initialHeap, int heapLimit, boolean addsChecks) {
    super(new CNameProvider());
    this.profile = profile;
    this.addsChecks = addsChecks;
    setMinHeapSize(initialHeap);
    setMaxHeapSize(heapLimit);
    setLineNumbersGenerated(true);
    setObfuscated(false);
    setFileNames(new ShorteningFileNameProvider(new SimpleFileNameProvider()));
  }

  @Override
  public void setController(TeaVMTargetController controller) {
    diagnostics = controller.getDiagnostics();
    classes = controller.getUnprocessedClassSource();
    super.setController(controller);
  }

  @Override
  public void contributeDependencies(DependencyAnalyzer dependencies) {
    super.contributeDependencies(dependencies);
    use(dependencies, CHECK_STORE);
    if (profile == CodeProfile.COMPONENT) {
      for (MethodReference method : CALLED_FROM_C) {
        use(dependencies, method);
      }
      dependencies.addDependencyListener(
          new AbstractDependencyListener() {
            @Override
            public void methodReached(DependencyAgent agent, MethodDependency method) {
              if (method.getReference().equals(SUSPEND)) {
                agent.linkMethod(initializer("initializeOrWait")).use();
                agent.linkMethod(RUNNING_THREADS).use();
              } else if (method.getReference().equals(CLONE)) {
                method
                    .getThrown()
                    .propagate(
                        agent.getType(
                            ValueType.object(CloneNotSupportedException.class.getName())));
              }
            }
          });
    }
  }

  /** Whether there is anything in the program that a thread could wait for. */
  static boolean mayWait(DependencyInfo program) {
    return program.getMethod(SUSPEND) != null;
  }

  private static void use(DependencyAnalyzer dependencies, MethodReference method) {
    MethodDependency dependency = dependencies.linkMethod(method);
    for (int i = 1; i <= method.parameterCount(); ++i) {
      if (method.parameterType(i - 1).isObject(Object.class)) {
        dependency.propagate(i, Object.class);
      }
    }
    dependency.use();
  }

  @Override
  public InliningFilterFactory getInliningFilter() {
    InliningFilterFactory all = super.getInliningFilter();
    return caller -> {
      InliningFilter filter = all.createFilter(caller);
      return callee ->
          filter.apply(callee) && !outOfLine.computeIfAbsent(callee, this::isOutOfLine);
    };
  }

  private boolean isOutOfLine(MethodReference reference) {
    MethodReader method = classes == null ? null : classes.resolve(reference);
    return method != null && method.getAnnotations().get(OutOfLine.class.getName()) != null;
  }

  @Override
  public void beforeInlining(Program program, MethodReader method) {
    if (profile == CodeProfile.KERNEL) {
      refuseTry(program, method);
      refuseFloatingPoint(program, method);
    }
    super.beforeInlining(program, method);
  }

  @Override
  public void beforeOptimizations(Program program, MethodReader method) {
    if (addsChecks) {
      BoundChecks.insert(program, method.getReference());
    } else {
      super.beforeOptimizations(program, method);
    }
  }

  /**
   * Off: TeaVM copies without any check where the declared types of both arrays are compatible, but
   * the array at hand may be of a narrower type.
   */
  @Override
  public boolean needsSystemArrayCopyOptimization() {
    return false;
  }

  /** Without a shadow stack no handler could be found: an exception is always a panic. */
  private void refuseTry(Program program, MethodReader method) {
    for (BasicBlock block : program.getBasicBlocks()) {
      if (!block.getTryCatchBlocks().isEmpty()) {
        diagnostics.error(
            new CallLocation(method.getReference(), Locations.first(block)),
            "Method {{m0}} has a try block, catch clause or synchronized block: kernel code has no exceptions, check beforehand instead",
            method.getReference());
        return;
      }
    }
  }

  /** The kernel must not touch the registers in which a user thread keeps its numbers. */
  private void refuseFloatingPoint(Program program, MethodReader method) {
    Instruction use = FloatingPoint.firstUse(program);
    if (use != null || FloatingPoint.inSignature(method)) {
      diagnostics.error(
          new CallLocation(method.getReference(), use == null ? null : use.getLocation()),
          "Method {{m0}} works with float or double: kernel code has integers only",
          method.getReference());
    }
  }

  private enum Silent implements Diagnostics {
    INSTANCE;

    @Override
    public void error(CallLocation location, String error, Object... params) {}

    @Override
    public void warning(CallLocation location, String error, Object... params) {}
  }
}
