package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The classes of the {@code library} module, and the JDK's {@link Fdlibm}, under the names by which
 * TeaVM knows classes of the Java library: {@code java.util.Formatter} is {@code
 * org.teavm.classlib.java.util.TFormatter} to it.
 */
final class LibraryClasses {
  /** Gives the class file of TeaVM's class of an internal name. */
  interface Originals {
    byte[] classFile(String internalName);
  }

  private static final String OWN = "org/demitasse/library/";
  private static final String THEIRS = "org/teavm/classlib/";
  private static final String JAVA = "java/";
  private static final String PARTIAL = Type.getDescriptor(Partial.class);
  private static final String ORIGINAL = Type.getDescriptor(Original.class);

  /** Own class files, and those taken from the JDK, by internal name. */
  private final Map<String, byte[]> classFiles = new TreeMap<>();

  private LibraryClasses() {}

  /** The classes of the module on the class path. */
  static LibraryClasses load() {
    LibraryClasses classes = new LibraryClasses();
    try {
      Path origin =
          Path.of(Partial.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(origin)) {
        classes.read(origin);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(origin)) {
          classes.read(jar.getPath("/"));
        }
      }
      classes.classFiles.putAll(Fdlibm.ofThisJdk());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the library's classes", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot tell where the library's classes are", e);
    }
    return classes;
  }

  private void read(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root.resolve(OWN))) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      String name = new ClassReader(bytes).getClassName();
      if (!name.endsWith("/package-info")) {
        classFiles.put(name, bytes);
      }
    }
  }

  /**
   * Returns the classes by TeaVM's internal names.
   *
   * @param originals TeaVM's classes, for those that are changed in part
   */
  Map<String, byte[]> renamed(Originals originals) {
    Map<String, byte[]> renamed = new TreeMap<>();
    classFiles.forEach(
        (own, bytes) -> {
          String theirs = theirName(own);
          ClassNode node = new ClassNode();
          new ClassReader(bytes).accept(new ClassRemapper(node, new Names()), 0);
          if (isPartial(node)) {
            renamed.put(theirs, merge(originals.classFile(theirs), node));
          } else {
            renamed.put(theirs, write(node));
          }
        });
    return renamed;
  }

  /**
   * {@code org/demitasse/library/java/util/Map$X} to {@code org/teavm/classlib/java/util/TMap$X}.
   */
  private static String theirName(String own) {
    if (!own.startsWith(OWN + JAVA)) {
      return own;
    }
    int simple = own.lastIndexOf('/') + 1;
    return THEIRS + own.substring(OWN.length(), simple) + "T" + own.substring(simple);
  }

  /** Undoes {@link #theirName}: what a program calls TeaVM's class. */
  private static String programName(String theirs) {
    int simple = theirs.lastIndexOf('/') + 1;
    return theirs.startsWith(THEIRS + JAVA) && theirs.startsWith("T", simple)
        ? theirs.substring(THEIRS.length(), simple) + theirs.substring(simple + 1)
        : theirs;
  }

  private static final class Names extends Remapper {
    Names() {
      super(Opcodes.ASM9);
    }

    @Override
    public String map(String internalName) {
      return theirName(internalName);
    }

    /** A lambda of ours must not take the place of one of theirs. */
    @Override
    public String mapMethodName(String owner, String name, String descriptor) {
      return owner.startsWith(OWN) && name.startsWith("lambda$") ? "own" + name : name;
    }
  }

  private static boolean isPartial(ClassNode node) {
    List<AnnotationNode> annotations = node.invisibleAnnotations;
    return annotations != null
        && annotations.stream().anyMatch(annotation -> annotation.desc.equals(PARTIAL));
  }

  private static byte[] merge(byte[] original, ClassNode own) {
    ClassNode node = new ClassNode();
    new ClassReader(original).accept(node, 0);
    Set<String> replaced = new HashSet<>();
    for (MethodNode method : own.methods) {
      if (method.name.equals("<clinit>")) {
        throw new CorrectionException(own.name + " must not need a static initializer");
      }
      if (carriedOver(method)) {
        replaced.add(signature(method));
      }
    }
    keepOriginals(node, own, replaced);
    node.methods.removeIf(method -> replaced.contains(signature(method)));
    for (String type : own.interfaces) {
      if (node.interfaces.stream().noneMatch(theirs -> programName(theirs).equals(type))) {
        node.interfaces.add(type);
      }
    }
    own.methods.stream().filter(LibraryClasses::carriedOver).forEach(node.methods::add);
    for (FieldNode field : own.fields) {
      if ((field.access & Opcodes.ACC_STATIC) != 0) {
        node.fields.removeIf(theirs -> theirs.name.equals(field.name));
        node.fields.add(field);
      }
    }
    node.version = Math.max(node.version, own.version);
    return write(node);
  }

  /** Gives methods that are replaced the names by which own ones call them. */
  private static void keepOriginals(ClassNode node, ClassNode own, Set<String> replaced) {
    for (MethodNode method : own.methods) {
      String original = original(method);
      if (original.isEmpty()) {
        continue;
      }
      String wanted = original + signature(method).substring(method.name.length());
      MethodNode theirs =
          node.methods.stream()
              .filter(each -> signature(each).equals(wanted) && replaced.contains(wanted))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CorrectionException(
                          "%s has no method %s that is replaced".formatted(node.name, wanted)));
      theirs.name = method.name;
      // The descriptor is that by which the own methods call it; TeaVM takes both for the same.
      theirs.desc = method.desc;
      theirs.access &= ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
      theirs.access |= Opcodes.ACC_PRIVATE;
    }
  }

  /** The value of {@link Original} on a method, empty if it has none. */
  private static String original(MethodNode method) {
    List<AnnotationNode> annotations = method.invisibleAnnotations;
    return annotations == null
        ? ""
        : annotations.stream()
            .filter(annotation -> annotation.desc.equals(ORIGINAL))
            .map(annotation -> (String) annotation.values.get(1))
            .findFirst()
            .orElse("");
  }

  private static boolean carriedOver(MethodNode method) {
    return !method.name.equals("<init>") && (method.access & Opcodes.ACC_NATIVE) == 0;
  }

  private static String signature(MethodNode method) {
    StringBuilder types = new StringBuilder(method.name).append('(');
    for (Type type : Type.getArgumentTypes(method.desc)) {
      types.append(programType(type));
    }
    return types.append(')').append(programType(Type.getReturnType(method.desc))).toString();
  }

  private static String programType(Type type) {
    return switch (type.getSort()) {
      case Type.OBJECT -> "L" + programName(type.getInternalName()) + ";";
      case Type.ARRAY -> "[".repeat(type.getDimensions()) + programType(type.getElementType());
      default -> type.getDescriptor();
    };
  }

  private static byte[] write(ClassNode node) {
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }
}
