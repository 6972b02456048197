package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Classes of our own that take the place of TeaVM's in the program. They are written and compiled
 * under names of our own and get TeaVM's names here.
 */
final class TargetClasses {
  private static final String RUNTIME = "org/teavm/runtime/";
  private static final String RESOURCES = "org/teavm/backend/c/runtime/CResources";
  private static final String COMPONENT = "org/demitasse/toolchain/teavm/target/component/";
  private static final String KERNEL = "org/demitasse/toolchain/teavm/target/kernel/";

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
    Map<String, byte[]> classes = new LinkedHashMap<>();
    names.forEach(
        (own, theirs) -> {
          ClassWriter writer = new ClassWriter(0);
          new ClassReader(read(own))
              .accept(new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, names)), 0);
          classes.put(theirs + ".class", writer.toByteArray());
        });
    return Map.copyOf(classes);
  }

  private static byte[] read(String internalName) {
    String resource = "/" + internalName + ".class";
    try (InputStream stream = TargetClasses.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the toolchain lacks its class " + resource);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
