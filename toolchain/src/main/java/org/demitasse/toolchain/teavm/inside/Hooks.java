package org.demitasse.toolchain.teavm.inside;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.ast.BreakStatement;
import org.teavm.ast.ContinueStatement;
import org.teavm.ast.Statement;
import org.teavm.ast.SwitchStatement;
import org.teavm.ast.TryCatchStatement;
import org.teavm.dependency.DependencyAnalyzer;
import org.teavm.dependency.DependencyConsumer;
import org.teavm.dependency.DynamicCallSite;
import org.teavm.model.BasicBlock;
import org.teavm.model.BasicBlockReader;
import org.teavm.model.FieldReference;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.RuntimeConstant;
import org.teavm.model.TextLocation;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.emit.ConditionEmitter;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.instructions.ArrayLengthInstruction;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.CloneArrayInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructMultiArrayInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.util.DefinitionExtractor;

/** Called from the places in TeaVM's classes that {@code HostCorrections} edits. */
public final class Hooks {
  /** What the machine throws without a {@code throw} or a call in the program. */
  private static final List<String> IMPLICIT_EXCEPTIONS =
      List.of(
          "java.lang.NullPointerException",
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.ArithmeticException",
          "java.lang.ArrayStoreException",
          "java.lang.ClassCastException",
          "java.lang.NegativeArraySizeException",
          "java.lang.OutOfMemoryError",
          "java.lang.StackOverflowError",
          "java.lang.ExceptionInInitializerError",
          "java.lang.NoClassDefFoundError");

  private Hooks() {}

  /** Whether C has no universal character name for a character (ISO C11, 6.4.3, paragraph 2). */
  public static boolean hasNoCharacterName(char character) {
    return Character.isSurrogate(character) || (character >= 0x80 && character < 0xa0);
  }

  /**
   * Lets the implicit exceptions flow into the handlers of a block. Without it TeaVM believes that
   * the variable of such a handler never holds an object, and generates calls through a null entry.
   */
  public static void implicitExceptions(
      DependencyConsumer handlers, DependencyAnalyzer analyzer, BasicBlockReader block) {
    if (block.readTryCatchBlocks().isEmpty()) {
      return;
    }
    for (String exception : IMPLICIT_EXCEPTIONS) {
      handlers.consume(analyzer.getType(ValueType.object(exception)));
    }
  }

  /** Marks as used what must be computed because it may throw or initialize a class. */
  public static void keepUnusedChecks(boolean[] used, Program program) {
    for (BasicBlock block : program.getBasicBlocks()) {
      for (Instruction instruction : block) {
        Variable result =
            switch (instruction) {
              case GetFieldInstruction load -> load.getReceiver();
              case GetElementInstruction load -> load.getReceiver();
              case ArrayLengthInstruction length -> length.getReceiver();
              case CloneArrayInstruction clone -> clone.getReceiver();
              case ConstructArrayInstruction construction -> construction.getReceiver();
              case ConstructMultiArrayInstruction construction -> construction.getReceiver();
              case CastInstruction cast when !cast.isWeak() -> cast.getReceiver();
              default -> null;
            };
        if (result != null) {
          used[result.getIndex()] = true;
        }
      }
    }
  }

  /**
   * Marks the parameters of a method as defined from its beginning.
   *
   * @param defined to be marked
   * @param versions the parameters, {@code null} for every other variable
   */
  public static void defineParameters(boolean[] defined, @Nullable Variable[] versions) {
    for (int i = 0; i < versions.length; ++i) {
      defined[i] = versions[i] != null;
    }
  }

  /**
   * Gives the values that a block passes to the merges of a successor their new names. A handler
   * gets all that a variable holds while the block runs, not the last one only.
   *
   * @param current the block that has just been renamed
   * @param names the variables' last names, by the number of the old one
   * @param formerNames names that the variables had in this block before, {@code null} for none
   * @param toHandler whether the successor handles the exceptions of the block
   * @param used variables that are needed
   */
  public static void renameIncomings(
      BasicBlock successor,
      BasicBlock current,
      @Nullable Variable[] names,
      List<@Nullable List<Variable>> formerNames,
      boolean toHandler,
      BitSet used) {
    for (Phi phi : successor.getPhis()) {
      for (Incoming incoming : List.copyOf(phi.getIncomings())) {
        if (incoming.getSource().getIndex() != current.getIndex()) {
          continue;
        }
        int old = incoming.getValue().getIndex();
        Variable name = names[old];
        if (name != null) {
          incoming.setValue(name);
        }
        used.set(incoming.getValue().getIndex());
        List<Variable> former = formerNames.get(old);
        if (toHandler && former != null) {
          for (Variable version : former) {
            Incoming more = new Incoming();
            more.setSource(current);
            more.setValue(version);
            phi.getIncomings().add(more);
            used.set(version.getIndex());
          }
        }
      }
    }
  }

  /**
   * Gives an object that is one of several, depending on the path, a replacement where theirs are
   * replaced, even though no field of it is used after the paths have met. It is an empty one.
   *
   * @param classes for each variable that by which all are known that hold the same object
   * @param escaping by class, whether the object must exist
   * @param fields by class, the fields that are used; {@code null} if it is not replaced
   */
  public static void replaceChosenObjects(
      Program program, int[] classes, boolean[] escaping, FieldReference[] @Nullable [] fields) {
    boolean changed;
    do {
      changed = false;
      for (BasicBlock block : program.getBasicBlocks()) {
        for (Phi phi : block.getPhis()) {
          int chosen = classes[phi.getReceiver().getIndex()];
          if (!escaping[chosen]
              && fields[chosen] == null
              && phi.getIncomings().stream()
                  .anyMatch(incoming -> fields[classes[incoming.getValue().getIndex()]] != null)) {
            fields[chosen] = new FieldReference[0];
            changed = true;
          }
        }
      }
    } while (changed);
  }

  /** Number of the block that the coroutine transformation has moved, as the analysis knew it. */
  public static int analysedBlock(int block, BitSet[] analysed) {
    return block < analysed.length ? block : 0;
  }

  /**
   * Decides whether an instruction may be left out because another variable has its value already.
   *
   * @param eliminate what TeaVM has decided
   * @param instruction defines one variable
   * @param replacements for each variable the one that has its value
   * @param deleted variables that are not defined any more
   */
  public static boolean mayEliminate(
      boolean eliminate, Instruction instruction, int[] replacements, boolean[] deleted) {
    if (!eliminate || instruction.getBasicBlock().getTryCatchBlocks().isEmpty()) {
      return eliminate;
    }
    DefinitionExtractor definitions = new DefinitionExtractor();
    instruction.acceptVisitor(definitions);
    for (Variable defined : definitions.getDefinedVariables()) {
      if (isReadByHandler(defined, instruction.getBasicBlock())) {
        replacements[defined.getIndex()] = defined.getIndex();
        deleted[defined.getIndex()] = false;
        if (instruction instanceof AssignInstruction assignment) {
          Variable value = assignment.getAssignee();
          assignment.setAssignee(
              instruction.getProgram().variableAt(replacements[value.getIndex()]));
        }
        return false;
      }
    }
    return true;
  }

  /** Whether a handler takes over what the variable has when the block is left. */
  private static boolean isReadByHandler(Variable variable, BasicBlock block) {
    for (TryCatchBlock tryCatch : block.getTryCatchBlocks()) {
      for (Phi phi : tryCatch.getHandler().getPhis()) {
        for (Incoming incoming : phi.getIncomings()) {
          if (incoming.getSource().getIndex() == block.getIndex()
              && incoming.getValue().getIndex() == variable.getIndex()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Type of a constant in the recipe of a concatenation.
   *
   * @param index its place among the constants
   */
  public static ValueType typeOfConstant(DynamicCallSite concatenation, int index) {
    return switch (concatenation.getBootstrapArguments().get(1 + index).getKind()) {
      case RuntimeConstant.INT -> ValueType.INTEGER;
      case RuntimeConstant.LONG -> ValueType.LONG;
      case RuntimeConstant.FLOAT -> ValueType.FLOAT;
      case RuntimeConstant.DOUBLE -> ValueType.DOUBLE;
      default -> ValueType.object("java.lang.Object");
    };
  }

  /** Compares two components of a record, if they are of a floating-point type. */
  public static @Nullable ConditionEmitter compareFloating(
      ProgramEmitter program, ValueType type, ValueEmitter first, ValueEmitter second) {
    Class<?> wrapper;
    if (type.equals(ValueType.FLOAT)) {
      wrapper = Float.class;
    } else if (type.equals(ValueType.DOUBLE)) {
      wrapper = Double.class;
    } else {
      return null;
    }
    return program
        .invoke(wrapper, "compare", int.class, first, second)
        .isEqualTo(program.constant(0));
  }

  /** Marks the initialization of a method's own class before anything of the method is done. */
  public static void markInitialization(Instruction initialization) {
    initialization.setLocation(new TextLocation(null, HiddenFrames.LINE_BEFORE_METHOD));
  }

  /** Whether the method catches anything. */
  public static boolean hasHandlers(Program program) {
    for (BasicBlock block : program.getBasicBlocks()) {
      if (!block.getTryCatchBlocks().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Keeps what the value of a switch without cases does before the clause of default is done. */
  public static void keepSwitchValue(List<Statement> sequence, SwitchStatement statement) {
    statement.getValue().acceptVisitor(new RemainsOfConditions(sequence));
  }

  /**
   * Whether a statement is a clause of the same try as the one around it: its handler only jumps to
   * code that stands elsewhere, so that nothing can be thrown there.
   */
  public static boolean isFurtherClause(Statement statement) {
    return statement instanceof TryCatchStatement inner
        && inner.getHandler().size() == 1
        && (inner.getHandler().get(0) instanceof BreakStatement
            || inner.getHandler().get(0) instanceof ContinueStatement);
  }

  /** Whether the block is entered by an exception. */
  public static boolean isHandler(BasicBlock handler) {
    for (BasicBlock block : handler.getProgram().getBasicBlocks()) {
      for (TryCatchBlock tryCatch : block.getTryCatchBlocks()) {
        if (tryCatch.getHandler().getIndex() == handler.getIndex()) {
          return true;
        }
      }
    }
    return false;
  }
}
