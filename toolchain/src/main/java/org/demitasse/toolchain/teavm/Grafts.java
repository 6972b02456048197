package org.demitasse.toolchain.teavm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Puts single methods of our own into classes of TeaVM; see {@code standin.Graft}. */
final class Grafts {
  private static final String MARK = "Lorg/demitasse/toolchain/teavm/standin/Graft;";

  private Grafts() {}

  /**
   * Replaces in a class what the own class has marked.
   *
   * @param own internal name of the own class
   * @param renaming what becomes of the names in it
   */
  static void apply(ClassNode target, String own, Remapper renaming) {
    ClassNode source = new ClassNode();
    new ClassReader(RenamedClasses.read(own)).accept(new ClassRemapper(source, renaming), 0);
    boolean grafted = false;
    for (FieldNode field : source.fields) {
      if (isMarked(field.invisibleAnnotations)) {
        target.fields.add(field);
        grafted = true;
      }
    }
    for (MethodNode method : source.methods) {
      if (isMarked(method.invisibleAnnotations) || method.name.startsWith("lambda$")) {
        target.methods.removeIf(
            old -> old.name.equals(method.name) && old.desc.equals(method.desc));
        target.methods.add(method);
        grafted = true;
      }
    }
    if (!grafted) {
      throw new IllegalStateException(own + " has nothing to graft");
    }
  }

  private static boolean isMarked(@Nullable List<AnnotationNode> annotations) {
    return annotations != null
        && annotations.stream().anyMatch(annotation -> annotation.desc.equals(MARK));
  }
}
