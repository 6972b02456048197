package org.demitasse.toolchain.teavm;

import static org.demitasse.toolchain.teavm.Instructions.field;
import static org.demitasse.toolchain.teavm.Instructions.hook;
import static org.demitasse.toolchain.teavm.Instructions.list;
import static org.demitasse.toolchain.teavm.Instructions.next;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What the optimizations get wrong: they take a block with handlers for one that is run to its end,
 * and drop what only throws.
 */
final class OptimizerCorrections {
  private static final String MODEL = "org/teavm/model/";
  private static final String OPTIMIZATION = MODEL + "optimization/";
  private static final String PROGRAM = "L" + MODEL + "Program;";
  private static final String VARIABLE = "L" + MODEL + "Variable;";
  private static final String BLOCK = "L" + MODEL + "BasicBlock;";

  private OptimizerCorrections() {}

  static List<ClassCorrection> all() {
    return List.of(
        ClassCorrection.edit(
            OPTIMIZATION + "VariableEscapeAnalyzer",
            "d7941e691e2b959d42d873b7b16e74651a28c5a5007bd1236f7554b861b9792c",
            OptimizerCorrections::keepUnusedChecks),
        ClassCorrection.edit(
            OPTIMIZATION + "LoopInvariantMotion",
            "81826cbbf6f6e05d99e319ce6829a432a9738ebb32ee7d811ebc0c78e37cc4fe",
            OptimizerCorrections::moveNothingThatThrows),
        ClassCorrection.edit(
            OPTIMIZATION + "RepeatedFieldReadElimination$Traversal",
            "874e93c45249ac1f43cbd0d31463315b639683f6f187f20b9f41ad8239d27112",
            OptimizerCorrections::forgetFieldsInHandlers),
        ClassCorrection.edit(
            MODEL + "util/PhiUpdater",
            "e245d0c7cf9595c2b5d1e086a29b06c9e4dabe43289dc06d00f0c31858199d05",
            OptimizerCorrections::mergeVersionsInHandlers),
        ClassCorrection.edit(
            OPTIMIZATION + "RedundantNullCheckElimination",
            "d361e98fcdd4b7b970ee8c00ff2d3e29b4aa72baac8c06b94d6c4c0ecc559cd4",
            OptimizerCorrections::keepCheckOfNull),
        ClassCorrection.edit(
            OPTIMIZATION + "GlobalValueNumbering",
            "8e4822bd5ee8eeecfb7c24dcb5d6cc9cc8885c1af012d0d4ee871d3ce42e96dc",
            OptimizerCorrections::keepVersionsOfHandlers),
        ClassCorrection.edit(
            MODEL + "analysis/EscapeAnalysis",
            "0da55ab8a0a3a097b1f62fa154a0d6975771b3a9fb4e59fb3de29402013ac3d0",
            OptimizerCorrections::replaceChosenObjects));
  }

  /**
   * A load, cast or array construction whose result is not used may throw all the same. TeaVM
   * removes it; here its result counts as used.
   */
  private static void keepUnusedChecks(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "findEscapingVariables");
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction.getOpcode() == ARETURN) {
        method.instructions.insertBefore(
            instruction,
            list(
                new InsnNode(DUP),
                new VarInsnNode(ALOAD, 0),
                hook("keepUnusedChecks", "([Z" + PROGRAM + ")V")));
      }
    }
  }

  /**
   * What may throw must not move ahead of other effects in the loop, and in a method with handlers
   * nothing may move to a place that no handler covers.
   */
  private static void moveNothingThatThrows(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "optimize");
    // if (analyzer.sideEffect && !dominatesExits) continue;   becomes   if (analyzer.sideEffect)
    // continue;
    FieldInsnNode sideEffect = field(method, GETFIELD, "sideEffect");
    AbstractInsnNode ifNot = next(sideEffect, IFEQ);
    AbstractInsnNode load = next(ifNot, ILOAD);
    AbstractInsnNode ifDominates = next(load, IFNE);
    method.instructions.remove(load);
    method.instructions.remove(ifDominates);
    LabelNode begin = new LabelNode();
    method.instructions.insert(
        list(
            new VarInsnNode(ALOAD, 2),
            hook("hasHandlers", "(" + PROGRAM + ")Z"),
            new JumpInsnNode(IFEQ, begin),
            new InsnNode(ICONST_0),
            new InsnNode(IRETURN),
            begin,
            new FrameNode(F_SAME, 0, null, 0, null)));
  }

  /**
   * A handler is entered from the middle of the block it protects: what that block wrote to fields
   * later is not in them yet.
   */
  private static void forgetFieldsInHandlers(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "invalidatePreparedFields");
    LabelNode begin = new LabelNode();
    method.instructions.insert(
        list(
            new VarInsnNode(ALOAD, 1),
            hook("isHandler", "(" + BLOCK + ")Z"),
            new JumpInsnNode(IFEQ, begin),
            new VarInsnNode(ALOAD, 0),
            new MethodInsnNode(INVOKEVIRTUAL, node.name, "invalidateAllFields", "()V", false),
            new InsnNode(RETURN),
            begin,
            new FrameNode(F_SAME, 0, null, 0, null)));
  }

  /**
   * What a handler merges: a parameter that gets a new version in a protected block (checked for
   * null, say) has a former one in the handler as well, and so has a variable that the handler
   * merged already.
   */
  private static void mergeVersionsInHandlers(ClassNode node) {
    MethodNode estimate = ClassCorrection.method(node, "estimatePhis");
    estimate.instructions.insert(
        field(estimate, PUTFIELD, "variableDefined"),
        list(
            new VarInsnNode(ALOAD, 0),
            new FieldInsnNode(GETFIELD, node.name, "variableDefined", "[Z"),
            new VarInsnNode(ALOAD, 0),
            new FieldInsnNode(GETFIELD, node.name, "variableMap", "[" + VARIABLE),
            hook("defineParameters", "([Z[" + VARIABLE + ")V")));
    MethodNode rename = ClassCorrection.method(node, "renameOutgoingPhis");
    for (AbstractInsnNode at : rename.instructions) {
      if (at instanceof MethodInsnNode call && call.name.equals("getPhis")) {
        AbstractInsnNode block = call.getPrevious();
        AbstractInsnNode start = block.getPrevious().getPrevious().getPrevious();
        rename.instructions.insertBefore(
            start,
            list(
                new VarInsnNode(ALOAD, 0),
                new FieldInsnNode(GETFIELD, node.name, "program", PROGRAM),
                new VarInsnNode(ILOAD, 1),
                new MethodInsnNode(
                    INVOKEVIRTUAL, MODEL + "Program", "basicBlockAt", "(I)" + BLOCK, false),
                new VarInsnNode(ALOAD, 0),
                new FieldInsnNode(GETFIELD, node.name, "currentBlock", BLOCK),
                new VarInsnNode(ALOAD, 0),
                new FieldInsnNode(GETFIELD, node.name, "variableMap", "[" + VARIABLE),
                new VarInsnNode(ALOAD, 0),
                new FieldInsnNode(GETFIELD, node.name, "definedVersions", "Ljava/util/List;"),
                new VarInsnNode(ILOAD, 2),
                new VarInsnNode(ALOAD, 0),
                new FieldInsnNode(GETFIELD, node.name, "usedPhis", "Ljava/util/BitSet;"),
                hook(
                    "renameIncomings",
                    "(%1$s%1$s[%2$sLjava/util/List;ZLjava/util/BitSet;)V"
                        .formatted(BLOCK, VARIABLE)),
                new InsnNode(RETURN),
                new FrameNode(F_SAME, 0, null, 0, null)));
        return;
      }
    }
    throw new CorrectionException(node.name + ".renameOutgoingPhis has another form");
  }

  /**
   * Where a reference is always null TeaVM replaces the rest of the block by a throw, but leaves
   * the variables of that rest in the merges of the handlers. The check alone does the same.
   */
  private static void keepCheckOfNull(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "optimize");
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call && call.name.equals("isNull")) {
        method.instructions.insertBefore(call, new InsnNode(POP2));
        method.instructions.set(call, new InsnNode(ICONST_0));
        return;
      }
    }
    throw new CorrectionException(node.name + ".optimize has another form");
  }

  /**
   * A variable that a handler reads gets its next value where it is assigned. TeaVM drops an
   * assignment whose value another variable has already, and uses that in its place: the handler
   * then sees the value before the assignment is reached.
   */
  private static void keepVersionsOfHandlers(ClassNode node) {
    MethodNode method =
        node.methods.stream()
            .filter(m -> m.name.equals("optimize") && m.desc.equals("(" + PROGRAM + ")Z"))
            .findFirst()
            .orElseThrow(() -> new CorrectionException(node.name + " has no method optimize"));
    for (AbstractInsnNode at : method.instructions) {
      if (at instanceof MethodInsnNode visit && visit.name.equals("acceptVisitor")) {
        AbstractInsnNode load = visit;
        while (!(load instanceof VarInsnNode variable && variable.var != 0)) {
          load = load.getPrevious();
        }
        method.instructions.insert(
            visit,
            list(
                new VarInsnNode(ALOAD, 0),
                new VarInsnNode(ALOAD, 0),
                new FieldInsnNode(GETFIELD, node.name, "eliminate", "Z"),
                new VarInsnNode(ALOAD, ((VarInsnNode) load).var),
                new VarInsnNode(ALOAD, 0),
                new FieldInsnNode(GETFIELD, node.name, "replaceMap", "[I"),
                new VarInsnNode(ALOAD, 0),
                new FieldInsnNode(GETFIELD, node.name, "deletedVars", "[Z"),
                hook("mayEliminate", "(ZL" + MODEL + "Instruction;[I[Z)Z"),
                new FieldInsnNode(PUTFIELD, node.name, "eliminate", "Z")));
        return;
      }
    }
    throw new CorrectionException(node.name + ".optimize has another form");
  }

  /**
   * Objects that are replaced by variables for their fields are not there any more. TeaVM leaves in
   * place what is done to one of them that was chosen on the way, if no field of the chosen one is
   * used: a check for null, for instance.
   */
  private static void replaceChosenObjects(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "analyze");
    String fields = "[[L" + MODEL + "FieldReference;";
    method.instructions.insert(
        field(method, PUTFIELD, "fields"),
        list(
            new VarInsnNode(ALOAD, 1),
            new VarInsnNode(ALOAD, 0),
            new FieldInsnNode(GETFIELD, node.name, "definitionClasses", "[I"),
            new VarInsnNode(ALOAD, 0),
            new FieldInsnNode(GETFIELD, node.name, "escapingVars", "[Z"),
            new VarInsnNode(ALOAD, 0),
            new FieldInsnNode(GETFIELD, node.name, "fields", fields),
            hook("replaceChosenObjects", "(" + PROGRAM + "[I[Z" + fields + ")V")));
  }
}
