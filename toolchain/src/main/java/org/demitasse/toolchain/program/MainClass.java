package org.demitasse.toolchain.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Looks at a program's main class and makes the small class in front of it that starts the runtime.
 *
 * <p>That class stands in the package of the main class, so that the main class need not be public.
 * The kernel has none: its {@code main} is entered directly.
 */
final class MainClass {
  /** What every component implements. */
  static final String COMPONENT = "org/demitasse/base/Component";

  static final String RUNTIME = "org/demitasse/base/runtime/ComponentRuntime";
  private static final String MAIN_DESCRIPTOR = "([Ljava/lang/String;)V";
  private static final String SUFFIX = "$Bootstrap";

  private final ClassPath classPath;
  private final String internalName;
  private final ClassNode node;

  private MainClass(ClassPath classPath, String internalName, ClassNode node) {
    this.classPath = classPath;
    this.internalName = internalName;
    this.node = node;
  }

  /**
   * Reads the class.
   *
   * @throws ProgramException if it is not on the class path
   */
  static MainClass of(ClassPath classPath, ProgramSpecification specification) {
    String internalName = specification.mainClass().replace('.', '/');
    ClassPath.Resource resource =
        classPath
            .findClass(internalName)
            .orElseThrow(
                () ->
                    new ProgramException(
                        "%s: class %s is not on the class path %s"
                            .formatted(
                                specification.name(),
                                specification.mainClass(),
                                specification.classPath())));
    return new MainClass(classPath, internalName, read(resource));
  }

  private static ClassNode read(ClassPath.Resource resource) {
    ClassNode node = new ClassNode();
    try {
      new ClassReader(resource.bytes())
          .accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IllegalArgumentException e) {
      throw new ProgramException(
          "%s: %s; compile it with --release 21"
              .formatted(resource.origin(), firstLower(String.valueOf(e.getMessage()))));
    }
    return node;
  }

  private static String firstLower(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** The binary name of the class that the compiler is to start with. */
  String entryClass(Profile profile) {
    String name = profile == Profile.KERNEL ? internalName : internalName + SUFFIX;
    return name.replace('/', '.');
  }

  /** The path of the class file of {@link #bootstrap}. */
  String bootstrapFile() {
    return internalName + SUFFIX + ".class";
  }

  /**
   * Makes the class file of the bootstrap class; empty if the main class is entered directly.
   *
   * @throws ProgramException if the main class is neither a component nor has a main method
   */
  Optional<byte[]> bootstrap(ProgramSpecification specification) {
    boolean hasMain = hasMain();
    if (specification.profile() == Profile.KERNEL) {
      if (!hasMain) {
        throw new ProgramException(
            "%s: class %s has no method public static void main(String[])"
                .formatted(specification.name(), specification.mainClass()));
      }
      return Optional.empty();
    }
    if (isComponent()) {
      requireInstantiable(specification);
      return Optional.of(write(true));
    }
    if (hasMain) {
      return Optional.of(write(false));
    }
    throw new ProgramException(
        "%s: class %s is no component: let it implement %s, or give it a method public static void main(String[])"
            .formatted(
                specification.name(), specification.mainClass(), COMPONENT.replace('/', '.')));
  }

  private boolean hasMain() {
    int expected = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    return node.methods.stream()
        .anyMatch(
            method ->
                method.name.equals("main")
                    && method.desc.equals(MAIN_DESCRIPTOR)
                    && (method.access & expected) == expected);
  }

  /** Whether the class implements the interface, itself or through a superclass or interface. */
  private boolean isComponent() {
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(internalName);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (name.equals(COMPONENT)) {
        return true;
      }
      if (seen.add(name)) {
        ClassNode type = classPath.findClass(name).map(MainClass::read).orElse(null);
        if (type != null) {
          open.addAll(type.interfaces);
          if (type.superName != null) {
            open.add(type.superName);
          }
        }
      }
    }
    return false;
  }

  private void requireInstantiable(ProgramSpecification specification) {
    boolean concrete = (node.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0;
    if (!concrete || !hasConstructor()) {
      throw new ProgramException(
          "%s: component class %s needs a public constructor without parameters%s"
              .formatted(
                  specification.name(),
                  specification.mainClass(),
                  concrete ? "" : ", and must not be abstract"));
    }
  }

  private boolean hasConstructor() {
    for (MethodNode method : node.methods) {
      if (method.name.equals("<init>")
          && method.desc.equals("()V")
          && (method.access & Opcodes.ACC_PUBLIC) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Writes the class. Its method is what {@code ComponentRuntime} describes:
   *
   * <pre>{@code
   * public static void main(String[] arguments) {
   *   ComponentRuntime.start();
   *   try {
   *     ComponentRuntime.construct(new X());  // or: X.main(arguments);
   *   } catch (Throwable exception) {
   *     ComponentRuntime.uncaught(exception);
   *   }
   * }
   * }</pre>
   */
  private byte[] write(boolean component) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V21,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        internalName + SUFFIX,
        null,
        "java/lang/Object",
        null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "main", MAIN_DESCRIPTOR, null, null);
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    code.visitCode();
    code.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
    code.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "start", "()V", false);
    code.visitLabel(start);
    if (component) {
      writeConstruct(code);
    } else {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, internalName, "main", MAIN_DESCRIPTOR, isInterface);
    }
    code.visitLabel(end);
    code.visitJumpInsn(Opcodes.GOTO, done);
    code.visitLabel(handler);
    code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, RUNTIME, "uncaught", "(Ljava/lang/Throwable;)V", false);
    code.visitLabel(done);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void writeConstruct(MethodVisitor code) {
    code.visitTypeInsn(Opcodes.NEW, internalName);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, internalName, "<init>", "()V", false);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, RUNTIME, "construct", "(L" + COMPONENT + ";)V", false);
  }
}
