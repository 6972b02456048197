package org.demitasse.toolchain.teavm.inside;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.teavm.interop.StaticInit;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.Program;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.InitClassInstruction;

/**
 * Lets the initialization of a class begin with that of its superclass and of those superinterfaces
 * that declare a default method (JLS 12.4.1), superclass first, then the interfaces in the order of
 * their declaration, each after its own superinterfaces (JLS 12.4.2, step 7).
 *
 * <p>TeaVM initializes a class by itself. Here the supertypes are initialized at the beginning of
 * the class initializer; a class that has none, but a supertype with one, gets an empty one. A
 * {@link StaticInit} class is initialized before the program starts: it needs nothing, and nobody
 * waits for it.
 */
final class SupertypeInitialization {
  private static final MethodDescriptor INITIALIZER = new MethodDescriptor("<clinit>", void.class);

  private final ClassReaderSource classes;
  private final Map<String, Boolean> needed = new HashMap<>();

  /**
   * @param classes all classes as they are in their class files
   */
  SupertypeInitialization(ClassReaderSource classes) {
    this.classes = classes;
  }

  void apply(ClassHolder type) {
    if (type.hasModifier(ElementModifier.INTERFACE) || isStaticInit(type)) {
      return;
    }
    Set<String> supertypes = supertypes(type);
    if (supertypes.isEmpty()) {
      return;
    }
    MethodHolder initializer = type.getMethod(INITIALIZER);
    if (initializer == null) {
      initializer = emptyInitializer();
      type.addMethod(initializer);
    }
    // No handler protects the first block, so that a failure of a supertype leaves the initializer.
    BasicBlock start = initializer.getProgram().basicBlockAt(0);
    ListIterator<String> last = List.copyOf(supertypes).listIterator(supertypes.size());
    while (last.hasPrevious()) {
      InitClassInstruction initialization = new InitClassInstruction();
      initialization.setClassName(last.previous());
      start.addFirst(initialization);
    }
  }

  private static MethodHolder emptyInitializer() {
    MethodHolder initializer = new MethodHolder(INITIALIZER);
    initializer.getModifiers().add(ElementModifier.STATIC);
    Program program = new Program();
    program.createVariable();
    program.createBasicBlock().add(new ExitInstruction());
    initializer.setProgram(program);
    return initializer;
  }

  /** What is to be initialized before a class, in that order. */
  private Set<String> supertypes(ClassReader type) {
    Set<String> supertypes = new LinkedHashSet<>();
    String parent = type.getParent();
    if (parent != null && isNeeded(parent)) {
      supertypes.add(parent);
    }
    addInterfaces(type, supertypes);
    return supertypes;
  }

  private void addInterfaces(ClassReader type, Set<String> supertypes) {
    for (String name : type.getInterfaces()) {
      ClassReader superinterface = classes.get(name);
      if (superinterface != null) {
        addInterfaces(superinterface, supertypes);
        if (hasInitializer(superinterface)
            && !isStaticInit(superinterface)
            && declaresDefaultMethod(superinterface)) {
          supertypes.add(name);
        }
      }
    }
  }

  /** Whether the initialization of a class has any effect. */
  private boolean isNeeded(String name) {
    Boolean known = needed.get(name);
    if (known == null) {
      ClassReader type = classes.get(name);
      known =
          type != null
              && !isStaticInit(type)
              && (hasInitializer(type) || !supertypes(type).isEmpty());
      needed.put(name, known);
    }
    return known;
  }

  private static boolean hasInitializer(ClassReader type) {
    return type.getMethod(INITIALIZER) != null;
  }

  /** HotSpot counts private methods of instances as well. */
  private static boolean declaresDefaultMethod(ClassReader type) {
    for (MethodReader method : type.getMethods()) {
      if (!method.hasModifier(ElementModifier.ABSTRACT)
          && !method.hasModifier(ElementModifier.STATIC)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStaticInit(ClassReader type) {
    return type.getAnnotations().get(StaticInit.class.getName()) != null;
  }
}
