package org.demitasse.toolchain.teavm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Classes of our own that take the place of TeaVM's in the program. They are written and compiled
 * under names of our own and get TeaVM's names here.
 */
final class TargetClasses {
  private static final String RUNTIME = "org/teavm/runtime/";
  private static final String RESOURCES = "org/teavm/backend/c/runtime/CResources";
  private static final String COMPONENT = "org/demitasse/toolchain/teavm/standin/component/";
  private static final String KERNEL = "org/demitasse/toolchain/teavm/standin/kernel/";

  /** Own name to TeaVM's name. */
  private static final Map<String, String> KERNEL_CLASSES =
      Map.of(
          KERNEL + "KernelHeap", RUNTIME + "GC",
          KERNEL + "KernelAllocator", RUNTIME + "Allocator",
          KERNEL + "KernelExceptions", RUNTIME + "ExceptionHandling",
          KERNEL + "KernelFiber", RUNTIME + "Fiber",
          KERNEL + "KernelEventQueue", RUNTIME + "EventQueue",
          KERNEL + "KernelResources", RESOURCES);

  private static final Map<String, String> COMPONENT_CLASSES =
      Map.of(
          COMPONENT + "ComponentResources",
          RESOURCES,
          COMPONENT + "ComponentResources$ResourceStream",
          RESOURCES + "$ResourceInputStream");

  private TargetClasses() {}

  static Map<String, byte[]> of(CodeProfile profile) {
    return switch (profile) {
      case KERNEL -> renamed(KERNEL_CLASSES);
      case COMPONENT -> renamed(COMPONENT_CLASSES);
    };
  }

  private static Map<String, byte[]> renamed(Map<String, String> names) {
    RenamedClasses own = new RenamedClasses(names);
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (String theirs : own.replaced()) {
      classes.put(theirs + ".class", own.classFile(theirs));
    }
    return Map.copyOf(classes);
  }
}
