package org.demitasse.toolchain.teavm.inside;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.demitasse.toolchain.teavm.CodeProfile;
import org.demitasse.toolchain.teavm.IsolatedTranslator;
import org.demitasse.toolchain.teavm.JavaToC;
import org.demitasse.toolchain.teavm.TranslationRequest;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderSource;
import org.teavm.model.MethodReference;
import org.teavm.model.PreOptimizingClassHolderSource;
import org.teavm.model.ReferenceCache;
import org.teavm.model.transformation.AssertionRemoval;
import org.teavm.parsing.ClasspathClassHolderSource;
import org.teavm.vm.BuildTarget;
import org.teavm.vm.TeaVM;
import org.teavm.vm.TeaVMBuilder;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Runs TeaVM for one program after the other. */
public final class TeaVmTranslator implements IsolatedTranslator {

  private static final MethodReference INTERN =
      new MethodReference(String.class, "intern", String.class);

  /** Included by the code for resources; TeaVM writes it only if a resource is ever asked for. */
  private static final String NO_RESOURCES =
      """
      #pragma once
      static const unsigned char teavm_resourceData[1];
      """;

  private final boolean addsChecks;

  /**
   * @param addsChecks whether to add the checks and initializations that TeaVM leaves out
   */
  public TeaVmTranslator(boolean addsChecks) {
    this.addsChecks = addsChecks;
  }

  @Override
  public Outcome translate(TranslationRequest request, Map<String, byte[]> targetClasses)
      throws IOException {
    ClassLoader loader = TeaVmTranslator.class.getClassLoader();
    try (ProgramResources resources =
        new ProgramResources(targetClasses, request.classPath(), loader)) {
      ReferenceCache references = new ReferenceCache();
      DemitasseTarget target =
          new DemitasseTarget(
              request.profile(),
              (int) request.initialHeap(),
              (int) request.heapLimit(),
              addsChecks);
      ClassHolderSource classes = new ClasspathClassHolderSource(resources, references, loader);
      SupertypeInitialization initialization = new SupertypeInitialization(classes);
      TeaVM teaVm =
          new TeaVMBuilder(target)
              .setReferenceCache(references)
              .setClassLoader(loader)
              .setResourceProvider(resources)
              .setClassSource(
                  new PreOptimizingClassHolderSource(
                      addsChecks ? completed(classes, initialization) : classes))
              .build();
      // HotSpot leaves assertions out unless told otherwise.
      teaVm.add(new AssertionRemoval());
      teaVm.add(
          (type, context) -> {
            // What TeaVM makes itself: the classes of lambdas and proxies.
            if (addsChecks && classes.get(type.getName()) == null) {
              initialization.apply(type);
            }
          });
      teaVm.setProperties(new Properties());
      teaVm.setOptimizationLevel(TeaVMOptimizationLevel.FULL);
      teaVm.installPlugins();
      teaVm.setEntryPoint(request.mainClass());
      teaVm.setEntryPointName(JavaToC.ENTRY_POINT);
      MemoryOutput output = new MemoryOutput();
      teaVm.build(output, "");
      boolean interns = teaVm.getDependencyInfo().getMethod(INTERN) != null;
      Map<String, byte[]> files = output.finish();
      files.put(
          "demitasse_profile.h",
          profileHeader(
              request.profile(), interns, DemitasseTarget.mayWait(teaVm.getDependencyInfo())));
      files.putIfAbsent("resources_gen.h", NO_RESOURCES.getBytes(StandardCharsets.UTF_8));
      return new Outcome(
          files,
          interns,
          ProblemReport.of(
              teaVm.getProblemProvider().getProblems(), teaVm.getDependencyInfo().getCallGraph()));
    }
  }

  /** The same classes, with the checks and initializations in them that TeaVM leaves out. */
  private static ClassHolderSource completed(
      ClassHolderSource classes, SupertypeInitialization initialization) {
    return name -> {
      ClassHolder type = classes.get(name);
      if (type != null) {
        CheckInsertion.apply(type);
        initialization.apply(type);
      }
      return type;
    };
  }

  private static byte[] profileHeader(CodeProfile profile, boolean interns, boolean mayWait) {
    return """
        #pragma once
        #define DEMITASSE_KERNEL %d
        /* Whether string constants must be found by their content. */
        #define DEMITASSE_INTERNS %d
        /* Whether a thread may have to wait, in a class initializer for instance. */
        #define DEMITASSE_WAITS %d
        """
        .formatted(profile == CodeProfile.KERNEL ? 1 : 0, interns ? 1 : 0, mayWait ? 1 : 0)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Keeps what TeaVM writes, so that a failed translation leaves nothing behind. */
  private static final class MemoryOutput implements BuildTarget {
    private final Map<String, ByteArrayOutputStream> streams = new TreeMap<>();

    @Override
    public OutputStream createResource(String fileName) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      streams.put(fileName, stream);
      return stream;
    }

    Map<String, byte[]> finish() {
      Map<String, byte[]> files = new TreeMap<>();
      streams.forEach((name, stream) -> files.put(name, stream.toByteArray()));
      return files;
    }
  }
}
