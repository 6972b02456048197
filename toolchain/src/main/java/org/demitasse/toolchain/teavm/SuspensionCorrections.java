package org.demitasse.toolchain.teavm;

import static org.demitasse.toolchain.teavm.Instructions.field;
import static org.demitasse.toolchain.teavm.Instructions.hook;
import static org.demitasse.toolchain.teavm.Instructions.list;
import static org.objectweb.asm.Opcodes.AASTORE;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IF_ACMPEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.NEW;
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
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What is wrong in methods that may wait: which they are, and how they are resumed. */
final class SuspensionCorrections {
  private static final String MODEL = "org/teavm/model/";

  private SuspensionCorrections() {}

  static List<ClassCorrection> all() {
    return List.of(
        ClassCorrection.edit(
            MODEL + "util/AsyncMethodFinder",
            "104c2f57e5f8b9d334c3b177e0eac03b09eccdd3db7c216c0a9eeecafe38f0a1",
            SuspensionCorrections::findMonitors),
        ClassCorrection.edit(
            MODEL + "util/LivenessAnalyzer",
            "08f8ffe6e946912c4e1825252d08897c298cf7de0462480cfba3bf3f134c4a54",
            SuspensionCorrections::findMovedFirstBlock),
        ClassCorrection.edit(
            MODEL + "util/TypeInferer$1",
            "6836f6c5808fbfb592b4d6e15f9e04ce58f4a7be3db11bace404c7f78628a9ee",
            SuspensionCorrections::inferElements));
  }

  /**
   * TeaVM looks for monitors among the methods already known to suspend, of which there are none at
   * that point, so that synchronized never waits. They are to be looked for among all reachable
   * ones.
   */
  private static void findMonitors(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "findAsyncMethods");
    FieldInsnNode suspending = field(method, GETFIELD, "asyncMethods");
    MethodInsnNode contains = null;
    for (AbstractInsnNode at = suspending; at != null && contains == null; at = at.getNext()) {
      if (at instanceof MethodInsnNode call && call.name.equals("contains")) {
        contains = call;
      }
    }
    if (contains == null) {
      throw new CorrectionException(node.name + ".findAsyncMethods has another form");
    }
    String information = "org/teavm/dependency/DependencyInfo";
    method.instructions.insert(
        suspending,
        new MethodInsnNode(
            INVOKEINTERFACE, information, "getReachableMethods", "()Ljava/util/Collection;", true));
    method.instructions.set(
        suspending, new FieldInsnNode(GETFIELD, node.name, "dependency", "L" + information + ";"));
    contains.owner = "java/util/Collection";
  }

  /**
   * The coroutine transformation moves the first block of a method to the end and then asks what is
   * live there by its new number, which the analysis, made before, does not know.
   */
  private static void findMovedFirstBlock(ClassNode node) {
    MethodNode method =
        node.methods.stream()
            .filter(m -> m.name.equals("liveOut") && m.desc.equals("(I)Ljava/util/BitSet;"))
            .findFirst()
            .orElseThrow(() -> new CorrectionException(node.name + " has no method liveOut"));
    method.instructions.insert(
        list(
            new VarInsnNode(ILOAD, 1),
            new VarInsnNode(ALOAD, 0),
            new FieldInsnNode(GETFIELD, node.name, "liveOutVars", "[Ljava/util/BitSet;"),
            hook("analysedBlock", "(I[Ljava/util/BitSet;)I"),
            new VarInsnNode(ISTORE, 1)));
  }

  /**
   * What is loaded from an array of a primitive type is of that type, whatever is known of the
   * array: a variable that was saved while its thread waited comes back as an Object.
   */
  private static void inferElements(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "getElement");
    String inferer = MODEL + "util/TypeInferer";
    String elementType = MODEL + "instructions/ArrayElementType";
    LabelNode reference = new LabelNode();
    method.instructions.insert(
        list(
            new VarInsnNode(ALOAD, 4),
            new FieldInsnNode(GETSTATIC, elementType, "OBJECT", "L" + elementType + ";"),
            new JumpInsnNode(IF_ACMPEQ, reference),
            new VarInsnNode(ALOAD, 0),
            new FieldInsnNode(GETFIELD, node.name, "this$0", "L" + inferer + ";"),
            new FieldInsnNode(GETFIELD, inferer, "types", "[L" + inferer + "$InferenceType;"),
            new VarInsnNode(ALOAD, 1),
            new MethodInsnNode(INVOKEINTERFACE, MODEL + "VariableReader", "getIndex", "()I", true),
            new TypeInsnNode(NEW, inferer + "$InferenceType"),
            new InsnNode(DUP),
            new VarInsnNode(ALOAD, 4),
            new MethodInsnNode(INVOKEVIRTUAL, elementType, "name", "()Ljava/lang/String;", false),
            new MethodInsnNode(
                INVOKESTATIC,
                inferer + "$InferenceKind",
                "valueOf",
                "(Ljava/lang/String;)L" + inferer + "$InferenceKind;",
                false),
            new InsnNode(ICONST_0),
            new MethodInsnNode(
                INVOKESPECIAL,
                inferer + "$InferenceType",
                "<init>",
                "(L" + inferer + "$InferenceKind;I)V",
                false),
            new InsnNode(AASTORE),
            new InsnNode(RETURN),
            reference,
            new FrameNode(F_SAME, 0, null, 0, null)));
  }
}
