package org.demitasse.toolchain.teavm;

import static org.demitasse.toolchain.teavm.Instructions.hook;
import static org.demitasse.toolchain.teavm.Instructions.list;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.INSTANCEOF;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What is wrong in the statements that C is made of. */
final class StatementCorrections {
  private static final String GENERATE = "org/teavm/backend/c/generate/";

  private StatementCorrections() {}

  static List<ClassCorrection> all() {
    return List.of(
        ClassCorrection.edit(
            GENERATE + "CodeGenerationVisitor",
            "b2b831717f95026c5438ec7db70422072e54984012f01184d0b1bc029e5a5f4a",
            StatementCorrections::keepNestedHandlersApart),
        ClassCorrection.edit(
            "org/teavm/ast/optimization/OptimizingVisitor",
            "2ca21a671977bac266886dec4ec27507e51eb740c67e9736a70791d3b55b1a7e",
            StatementCorrections::keepSwitchValue));
  }

  /**
   * A try that holds nothing but another becomes one with the handlers of both, which is right for
   * the clauses of one statement. The handler of an inner statement, though, is itself protected by
   * the outer one.
   */
  private static void keepNestedHandlersApart(ClassNode node) {
    for (MethodNode method : node.methods) {
      if (!method.desc.equals("(Lorg/teavm/ast/TryCatchStatement;)V")) {
        continue;
      }
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction.getOpcode() == INSTANCEOF) {
          method.instructions.set(
              instruction, hook("isFurtherClause", "(Lorg/teavm/ast/Statement;)Z"));
          return;
        }
      }
    }
    throw new CorrectionException(node.name + ".visit has another form");
  }

  /** Of a switch without cases TeaVM leaves the clause of default only, whatever its value does. */
  private static void keepSwitchValue(ClassNode node) {
    MethodNode method =
        node.methods.stream()
            .filter(m -> m.desc.equals("(Lorg/teavm/ast/SwitchStatement;)V"))
            .findFirst()
            .orElseThrow(() -> new CorrectionException(node.name + " visits no switch"));
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call && call.name.equals("getSequence")) {
        method.instructions.insert(
            call,
            list(
                new InsnNode(DUP),
                new VarInsnNode(ALOAD, 1),
                hook("keepSwitchValue", "(Ljava/util/List;Lorg/teavm/ast/SwitchStatement;)V")));
        return;
      }
    }
    throw new CorrectionException(node.name + ".visit has another form");
  }
}
