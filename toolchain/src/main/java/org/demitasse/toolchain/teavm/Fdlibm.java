package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.demitasse.library.Partial;
import org.demitasse.library.math.Rounding;
import org.demitasse.toolchain.MissingToolException;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.MethodRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The elementary functions of {@code StrictMath}, which is specified as fdlibm bit for bit: the
 * class files of the JDK that builds, where fdlibm is Java since release 21, under names of the
 * library.
 *
 * <p>They are taken without debug information and at the class-file version of Java 21, so that two
 * JDKs whose instructions agree give the same image.
 */
public final class Fdlibm {
  /** Gives class files of the JDK. */
  interface Jdk {
    /**
     * Returns a class file.
     *
     * @param internalName with slashes
     * @return {@code null} if there is no such class
     */
    byte @Nullable [] classFile(String internalName);
  }

  /** What the JDK takes from fdlibm and the target has nothing else for. */
  static final Set<String> FUNCTIONS =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot");

  static final String STRICT_MATH = "org/demitasse/library/java/lang/StrictMath";

  private static final String THEIR_STRICT_MATH = "java/lang/StrictMath";
  private static final String THEIRS = "java/lang/FdLibm";
  private static final String OWN = "org/demitasse/library/math/FdLibm";
  private static final String MATH = "java/lang/Math";

  /** Not public in {@code Math}, and the same as a method of the library. */
  private static final String POWER_OF_TWO = "powerOfTwoD";

  /** What fdlibm may call besides itself; only public members of these. */
  private static final Set<String> CALLED =
      Set.of(
          MATH,
          THEIR_STRICT_MATH,
          "java/lang/Object",
          "java/lang/Class",
          "java/lang/Double",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/AssertionError",
          "java/lang/UnsupportedOperationException");

  private final Jdk jdk;
  private final Map<String, byte[]> classFiles = new TreeMap<>();
  private final Deque<String> unread = new ArrayDeque<>();
  private final Set<String> reached = new HashSet<>();

  private Fdlibm(Jdk jdk) {
    this.jdk = jdk;
  }

  /**
   * The classes by the library's internal names: {@code StrictMath} in part, and what it needs.
   *
   * @throws MissingToolException if this JDK has fdlibm in another shape
   */
  public static Map<String, byte[]> ofThisJdk() {
    return of(Fdlibm::read);
  }

  static Map<String, byte[]> of(Jdk jdk) {
    Fdlibm fdlibm = new Fdlibm(jdk);
    fdlibm.takeStrictMath();
    while (!fdlibm.unread.isEmpty()) {
      fdlibm.take(fdlibm.unread.remove());
    }
    return Collections.unmodifiableMap(fdlibm.classFiles);
  }

  private static byte @Nullable [] read(String internalName) {
    try (InputStream stream = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the JDK's " + internalName, e);
    }
  }

  private void takeStrictMath() {
    ClassNode all = node(THEIR_STRICT_MATH);
    ClassNode functions = new ClassNode();
    functions.visit(
        Opcodes.V21,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
        STRICT_MATH,
        null,
        all.superName,
        null);
    functions.visitAnnotation(Type.getDescriptor(Partial.class), false).visitEnd();
    for (MethodNode method : all.methods) {
      if (FUNCTIONS.contains(method.name) && Modifier.isPublic(method.access)) {
        if ((method.access & Opcodes.ACC_NATIVE) != 0) {
          throw unknown("StrictMath." + method.name + " is native");
        }
        method.accept(functions);
      }
    }
    for (String function : FUNCTIONS) {
      if (functions.methods.stream().noneMatch(method -> method.name.equals(function))) {
        throw unknown("StrictMath." + function + " is missing");
      }
    }
    publish(functions);
  }

  private void take(String name) {
    ClassNode node = node(name);
    node.version = Opcodes.V21;
    publish(node);
  }

  private ClassNode node(String name) {
    byte[] bytes = jdk.classFile(name);
    if (bytes == null) {
      throw unknown("class " + name.replace('/', '.') + " is missing");
    }
    ClassNode node = new ClassNode();
    try {
      new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG);
    } catch (IllegalArgumentException e) {
      throw unknown(e.getMessage() + " of " + name.replace('/', '.'));
    }
    return node;
  }

  private void publish(ClassNode node) {
    // Advice to the JDK's own compilers, by annotations that exist nowhere else.
    node.methods.forEach(method -> method.visibleAnnotations = null);
    node.fields.forEach(field -> field.visibleAnnotations = null);
    // StrictMath has another package than the rest here.
    node.access |= Opcodes.ACC_PUBLIC;
    node.methods.stream()
        .filter(method -> !Modifier.isPrivate(method.access))
        .forEach(method -> method.access |= Opcodes.ACC_PUBLIC);
    ClassWriter writer = new ClassWriter(0);
    node.accept(new Renaming(writer, node.name));
    classFiles.put(ownName(node.name), writer.toByteArray());
  }

  private static String ownName(String theirs) {
    return theirs.startsWith(THEIRS) ? OWN + theirs.substring(THEIRS.length()) : theirs;
  }

  /** Renames fdlibm's classes, notes which are needed, and refuses calls of what is not known. */
  private final class Renaming extends ClassRemapper {
    private final String inside;

    Renaming(ClassWriter writer, String inside) {
      super(
          Opcodes.ASM9,
          writer,
          new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
              return ownName(name);
            }
          });
      this.inside = inside;
    }

    @Override
    protected MethodVisitor createMethodRemapper(MethodVisitor methodVisitor) {
      return new MethodRemapper(Opcodes.ASM9, methodVisitor, remapper) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          if (owner.equals(MATH) && name.equals(POWER_OF_TWO)) {
            super.visitMethodInsn(
                opcode, Type.getInternalName(Rounding.class), "powerOfTwo", descriptor, false);
            return;
          }
          require(owner, name);
          super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
          require(owner, name);
          super.visitFieldInsn(opcode, owner, name, descriptor);
        }
      };
    }

    private void require(String owner, String member) {
      if (owner.startsWith(THEIRS)) {
        if (reached.add(owner)) {
          unread.add(owner);
        }
      } else if (!CALLED.contains(owner) || (owner.equals(MATH) && !isPublicInMath(member))) {
        throw unknown(
            "%s uses %s.%s".formatted(inside.replace('/', '.'), owner.replace('/', '.'), member));
      }
    }
  }

  private static boolean isPublicInMath(String method) {
    return Arrays.stream(Math.class.getMethods()).anyMatch(each -> each.getName().equals(method));
  }

  private static MissingToolException unknown(String difference) {
    return new MissingToolException(
        "the JDK %s in %s has the mathematics of java.lang.StrictMath in a shape that is not known: %s"
            .formatted(
                System.getProperty("java.version"), System.getProperty("java.home"), difference),
        "set JAVA_HOME to a JDK 21 or 25");
  }
}
