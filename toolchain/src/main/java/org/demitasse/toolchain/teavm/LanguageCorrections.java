package org.demitasse.toolchain.teavm;

import static org.demitasse.toolchain.teavm.Instructions.hook;
import static org.demitasse.toolchain.teavm.Instructions.last;
import static org.demitasse.toolchain.teavm.Instructions.list;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.F_SAME1;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.POP;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Where TeaVM gives a construct of the language another meaning than its specification. */
final class LanguageCorrections {
  private static final String MODEL = "org/teavm/model/";

  private LanguageCorrections() {}

  static List<ClassCorrection> all() {
    return List.of(
        ClassCorrection.edit(
            "org/teavm/dependency/DependencyGraphBuilder",
            "e7ed00a252a4506a32927acbb86d249c245e4f83acff06deac4e1f7e52f63fb7",
            LanguageCorrections::flowImplicitExceptions),
        ClassCorrection.edit(
            "org/teavm/classlib/impl/StringConcatFactorySubstitutor",
            "1a1ccd67900097995b88fa82ca8bc2fa15edf1f137a6de93951d428dea0de642",
            LanguageCorrections::takeConstantsOfRecipes),
        ClassCorrection.edit(
            "org/teavm/classlib/impl/record/ObjectMethodsSubstitutor",
            "fe07a4cce9d4a23f55298b70b540f0851a1d17806b8080153ffd8b30192d5f0e",
            LanguageCorrections::compareRecordsAsSpecified),
        ClassCorrection.edit(
            MODEL + "transformation/ClassInitializerInsertionTransformer",
            "db50ca7a326c26f3b2be66693f31d2f62c1296d0d9116579f5ebbc582fad4352",
            LanguageCorrections::markInitializations),
        ClassCorrection.edit(
            "org/teavm/backend/c/generate/StringPoolGenerator",
            "42db49d0800c4df513af624e2a1ed38878e4c57a776efbba099a1d439f32f93d",
            LanguageCorrections::writeControlCharactersAsNumbers));
  }

  /** The variable of a handler may hold an exception that the machine threw by itself. */
  private static void flowImplicitExceptions(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "createExceptionConsumer");
    AbstractInsnNode result = last(method, ARETURN);
    method.instructions.insertBefore(
        result,
        list(
            new InsnNode(DUP),
            new VarInsnNode(ALOAD, 0),
            new FieldInsnNode(
                GETFIELD,
                node.name,
                "dependencyAnalyzer",
                "Lorg/teavm/dependency/DependencyAnalyzer;"),
            new VarInsnNode(ALOAD, 2),
            hook(
                "implicitExceptions",
                "(Lorg/teavm/dependency/DependencyConsumer;Lorg/teavm/dependency/DependencyAnalyzer;L"
                    + MODEL
                    + "BasicBlockReader;)V")));
  }

  /**
   * Constants that stand in a recipe as character 2 are not among the arguments of the
   * concatenation (java.lang.invoke.StringConcatFactory); TeaVM takes the type of the next argument
   * for theirs.
   */
  private static void takeConstantsOfRecipes(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "appendArgumentWithRecipe");
    MethodInsnNode getType = null;
    MethodInsnNode getMethod = null;
    MethodInsnNode getMethodOfType = null;
    for (AbstractInsnNode at : method.instructions) {
      if (at instanceof MethodInsnNode call && call.name.equals("getCalledMethod")) {
        getMethod = call;
      } else if (at instanceof MethodInsnNode call && call.name.equals("parameterType")) {
        getType = call;
        getMethodOfType = getMethod;
      }
    }
    if (getType == null || getMethodOfType == null) {
      throw new CorrectionException(node.name + " has another form");
    }
    // callSite.getCalledMethod().parameterType(paramIndex++)   becomes
    // Hooks.typeOfConstant(callSite, constantIndex)
    AbstractInsnNode increment = getType.getPrevious();
    AbstractInsnNode index = increment.getPrevious();
    AbstractInsnNode constantIndex = getType;
    while (!(constantIndex instanceof IincInsnNode)) {
      constantIndex = constantIndex.getNext();
    }
    method.instructions.remove(getMethodOfType);
    method.instructions.remove(increment);
    method.instructions.set(index, new VarInsnNode(ILOAD, ((IincInsnNode) constantIndex).var));
    method.instructions.set(
        getType,
        hook(
            "typeOfConstant", "(Lorg/teavm/dependency/DynamicCallSite;I)L" + MODEL + "ValueType;"));
  }

  /**
   * Components of floating-point types are equal as Float.compare and Double.compare have it
   * (java.lang.Record.equals), and a record's hash code is what HotSpot's java.lang.runtime
   * .ObjectMethods computes: 31 times the one before, plus that of the component, from 0 on.
   */
  private static void compareRecordsAsSpecified(ClassNode node) {
    MethodNode equality = ClassCorrection.method(node, "compareEquality");
    LabelNode begin = new LabelNode();
    String emitters = MODEL + "emit/";
    equality.instructions.insert(
        list(
            new VarInsnNode(ALOAD, 1),
            new VarInsnNode(ALOAD, 2),
            new VarInsnNode(ALOAD, 3),
            new VarInsnNode(ALOAD, 4),
            hook(
                "compareFloating",
                "(L%1$sProgramEmitter;L%2$sValueType;L%1$sValueEmitter;L%1$sValueEmitter;)L%1$sConditionEmitter;"
                    .formatted(emitters, MODEL)),
            new InsnNode(DUP),
            new JumpInsnNode(IFNULL, begin),
            new InsnNode(ARETURN),
            begin,
            new FrameNode(F_SAME1, 0, null, 1, new Object[] {emitters + "ConditionEmitter"}),
            new InsnNode(POP)));
    MethodNode hash = ClassCorrection.method(node, "substituteHashCode");
    for (AbstractInsnNode instruction : hash.instructions) {
      if (instruction.getOpcode() == ICONST_1
          && instruction.getNext() instanceof MethodInsnNode call
          && call.name.equals("constant")) {
        hash.instructions.set(instruction, new InsnNode(ICONST_0));
        return;
      }
    }
    throw new CorrectionException(node.name + ".substituteHashCode has another form");
  }

  /**
   * A class is initialized before one of its methods is called (JVMS 5.5), here at the beginning of
   * the method: a stack trace must not tell of the method.
   */
  private static void markInitializations(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "apply");
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call && call.name.equals("addFirst")) {
        method.instructions.insertBefore(
            call,
            list(new InsnNode(DUP), hook("markInitialization", "(L" + MODEL + "Instruction;)V")));
        return;
      }
    }
    throw new CorrectionException(node.name + ".apply has another form");
  }

  /**
   * A universal character name must not stand for U+0080 to U+009F (ISO C11, 6.4.3, paragraph 2):
   * strings with such characters are written as lists of numbers, as those with surrogates are.
   */
  private static void writeControlCharactersAsNumbers(ClassNode node) {
    MethodNode method = ClassCorrection.method(node, "hasBadCharacters");
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call && call.name.equals("isSurrogate")) {
        method.instructions.set(call, hook("hasNoCharacterName", "(C)Z"));
        return;
      }
    }
    throw new CorrectionException(node.name + ".hasBadCharacters has another form");
  }
}
