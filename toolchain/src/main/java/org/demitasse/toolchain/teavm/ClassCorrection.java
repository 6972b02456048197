package org.demitasse.toolchain.teavm;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What becomes of one class file of TeaVM.
 *
 * @param name internal name of the class
 * @param expectedHash SHA-256 of the class file that the correction was written for, in hexadecimal
 * @param change makes the corrected class file of it
 */
record ClassCorrection(String name, String expectedHash, UnaryOperator<byte[]> change) {

  /** A class of our own takes the place of TeaVM's, whatever that contains. */
  static ClassCorrection replacement(String name, String expectedHash, RenamedClasses own) {
    return new ClassCorrection(name, expectedHash, original -> own.classFile(name));
  }

  /** A few instructions of TeaVM's class are changed. */
  static ClassCorrection edit(String name, String expectedHash, Consumer<ClassNode> edit) {
    return new ClassCorrection(
        name,
        expectedHash,
        original -> {
          ClassNode node = new ClassNode();
          new ClassReader(original).accept(node, 0);
          edit.accept(node);
          ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
          node.accept(writer);
          return writer.toByteArray();
        });
  }

  byte[] apply(byte[] original) {
    Corrections.requireHash("class " + name.replace('/', '.'), expectedHash, original);
    return change.apply(original);
  }

  /** The method of that name; its class has exactly one. */
  static MethodNode method(ClassNode node, String name) {
    return node.methods.stream()
        .filter(method -> method.name.equals(name))
        .reduce(
            (first, second) -> {
              throw new CorrectionException(node.name + " has several methods " + name);
            })
        .orElseThrow(() -> new CorrectionException(node.name + " has no method " + name));
  }
}
