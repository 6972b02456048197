package org.demitasse.toolchain.teavm;

import static org.objectweb.asm.Opcodes.AASTORE;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.F_SAME1;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.IF_ACMPEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INSTANCEOF;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Corrections of the translator: classes of TeaVM that run on the build machine. */
final class HostCorrections {
  private static final String MODEL = "org/teavm/model/";
  private static final String OPTIMIZATION = MODEL + "optimization/";
  private static final String GENERATE = "org/teavm/backend/c/generate/";
  private static final String INSIDE = "org/demitasse/toolchain/teavm/inside/";
  private static final String HOOKS = INSIDE + "Hooks";
  private static final String PROGRAM = "L" + MODEL + "Program;";
  private static final String VARIABLE = "L" + MODEL + "Variable;";
  private static final String BLOCK = "L" + MODEL + "BasicBlock;";

  private static final RenamedClasses OWN =
      new RenamedClasses(
          Map.of(
              INSIDE + "HandlerAwareDominatorWalker", MODEL + "util/DominatorWalker",
              INSIDE + "HandlerAwareDominatorWalker$Step", MODEL + "util/DominatorWalker$Step",
              INSIDE + "HandlerAwareDominatorWalker$Context",
                  MODEL + "util/DominatorWalker$ContextImpl",
              INSIDE + "CallSiteTables", GENERATE + "CallSiteGenerator",
              INSIDE + "CallSiteTables$Method", GENERATE + "CallSiteGenerator$Method",
              INSIDE + "CallSiteTables$Handler", GENERATE + "CallSiteGenerator$Handler",
              INSIDE + "RemainsOfConditions",
                  "org/teavm/ast/optimization/ExpressionSideEffectDecomposer",
              INSIDE + "CarefulClassInitElimination", OPTIMIZATION + "ClassInitElimination",
              INSIDE + "CarefulClassInitElimination$Visitor",
                  OPTIMIZATION + "ClassInitElimination$Visitor"));

  private HostCorrections() {}

  /** Class files that TeaVM does not have, needed by those that stand for its own. */
  static byte[] additional(String name) {
    return OWN.classFile(name);
  }

  static boolean isAdditional(String name) {
    return OWN.replaced().contains(name);
  }

  static List<ClassCorrection> all() {
    return List.of(
        ClassCorrection.replacement(
            MODEL + "util/DominatorWalker",
            "7bb3a35de7a34a9d5d5877bd9316b0da00c5039d86ddd19a58e488e08b274d4c",
            OWN),
        ClassCorrection.replacement(
            OPTIMIZATION + "ClassInitElimination",
            "e3eb3b50d3a26936138093075e7866869f5fff951ab6da45e5969ddc71657b58",
            OWN),
        ClassCorrection.replacement(
            GENERATE + "CallSiteGenerator",
            "5b5c1849c258589e13cd83fe495f2e424b98dc9aa664964e8219ab010791115c",
            OWN),
        ClassCorrection.replacement(
            "org/teavm/ast/optimization/ExpressionSideEffectDecomposer",
            "1b6691073cfd0de9919fee640ef7a448fac9a84fcc22538af402862a928b5a66",
            OWN),
        ClassCorrection.edit(
            "org/teavm/ast/optimization/OptimizingVisitor",
            "2ca21a671977bac266886dec4ec27507e51eb740c67e9736a70791d3b55b1a7e",
            HostCorrections::keepSwitchValue),
        ClassCorrection.edit(
            GENERATE + "CodeGenerationVisitor",
            "b2b831717f95026c5438ec7db70422072e54984012f01184d0b1bc029e5a5f4a",
            HostCorrections::keepNestedHandlersApart),
        ClassCorrection.edit(
            OPTIMIZATION + "VariableEscapeAnalyzer",
            "d7941e691e2b959d42d873b7b16e74651a28c5a5007bd1236f7554b861b9792c",
            HostCorrections::keepUnusedChecks),
        ClassCorrection.edit(
            OPTIMIZATION + "LoopInvariantMotion",
            "81826cbbf6f6e05d99e319ce6829a432a9738ebb32ee7d811ebc0c78e37cc4fe",
            HostCorrections::moveNothingThatThrows),
        ClassCorrection.edit(
            OPTIMIZATION + "RepeatedFieldReadElimination$Traversal",
            "874e93c45249ac1f43cbd0d31463315b639683f6f187f20b9f41ad8239d27112",
            HostCorrections::forgetFieldsInHandlers),
        ClassCorrection.edit(
            "org/teavm/dependency/DependencyGraphBuilder",
            "e7ed00a252a4506a32927acbb86d249c245e4f83acff06deac4e1f7e52f63fb7",
            HostCorrections::flowImplicitExceptions),
        ClassCorrection.edit(
            MODEL + "analysis/EscapeAnalysis",
            "0da55ab8a0a3a097b1f62fa154a0d6975771b3a9fb4e59fb3de29402013ac3d0",
            HostCorrections::replaceChosenObjects),
        ClassCorrection.edit(
            MODEL + "util/AsyncMethodFinder",
            "104c2f57e5f8b9d334c3b177e0eac03b09eccdd3db7c216c0a9eeecafe38f0a1",
            HostCorrections::findMonitors),
        ClassCorrection.edit(
            MODEL + "util/LivenessAnalyzer",
            "08f8ffe6e946912c4e1825252d08897c298cf7de0462480cfba3bf3f134c4a54",
            HostCorrections::findMovedFirstBlock),
        ClassCorrection.edit(
            MODEL + "util/PhiUpdater",
            "e245d0c7cf9595c2b5d1e086a29b06c9e4dabe43289dc06d00f0c31858199d05",
            HostCorrections::mergeVersionsInHandlers),
        ClassCorrection.edit(
            OPTIMIZATION + "RedundantNullCheckElimination",
            "d361e98fcdd4b7b970ee8c00ff2d3e29b4aa72baac8c06b94d6c4c0ecc559cd4",
            HostCorrections::keepCheckOfNull),
        ClassCorrection.edit(
            OPTIMIZATION + "GlobalValueNumbering",
            "8e4822bd5ee8eeecfb7c24dcb5d6cc9cc8885c1af012d0d4ee871d3ce42e96dc",
            HostCorrections::keepVersionsOfHandlers),
        ClassCorrection.edit(
            "org/teavm/classlib/impl/StringConcatFactorySubstitutor",
            "1a1ccd67900097995b88fa82ca8bc2fa15edf1f137a6de93951d428dea0de642",
            HostCorrections::takeConstantsOfRecipes),
        ClassCorrection.edit(
            "org/teavm/classlib/impl/record/ObjectMethodsSubstitutor",
            "fe07a4cce9d4a23f55298b70b540f0851a1d17806b8080153ffd8b30192d5f0e",
            HostCorrections::compareRecordsAsSpecified),
        ClassCorrection.edit(
            MODEL + "transformation/ClassInitializerInsertionTransformer",
            "db50ca7a326c26f3b2be66693f31d2f62c1296d0d9116579f5ebbc582fad4352",
            HostCorrections::markInitializations),
        ClassCorrection.edit(
            MODEL + "util/TypeInferer$1",
            "6836f6c5808fbfb592b4d6e15f9e04ce58f4a7be3db11bace404c7f78628a9ee",
            HostCorrections::inferElements));
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
              instruction,
              new MethodInsnNode(
                  INVOKESTATIC, HOOKS, "isFurtherClause", "(Lorg/teavm/ast/Statement;)Z", false));
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

  private static MethodInsnNode hook(String name, String descriptor) {
    return new MethodInsnNode(INVOKESTATIC, HOOKS, name, descriptor, false);
  }

  private static InsnList list(AbstractInsnNode... instructions) {
    InsnList list = new InsnList();
    for (AbstractInsnNode instruction : instructions) {
      list.add(instruction);
    }
    return list;
  }

  /** The one access to a field of that name. */
  private static FieldInsnNode field(MethodNode method, int opcode, String name) {
    FieldInsnNode found = null;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof FieldInsnNode access
          && access.getOpcode() == opcode
          && access.name.equals(name)) {
        if (found != null) {
          throw new CorrectionException(method.name + " uses " + name + " more than once");
        }
        found = access;
      }
    }
    if (found == null) {
      throw new CorrectionException(method.name + " does not use " + name);
    }
    return found;
  }

  private static AbstractInsnNode next(AbstractInsnNode instruction, int expectedOpcode) {
    AbstractInsnNode next = instruction.getNext();
    if (next == null || next.getOpcode() != expectedOpcode) {
      throw new CorrectionException("another instruction than expected");
    }
    return next;
  }

  private static AbstractInsnNode last(MethodNode method, int opcode) {
    for (AbstractInsnNode at = method.instructions.getLast(); at != null; at = at.getPrevious()) {
      if (at.getOpcode() == opcode) {
        return at;
      }
    }
    throw new CorrectionException(method.name + " has another form");
  }
}
