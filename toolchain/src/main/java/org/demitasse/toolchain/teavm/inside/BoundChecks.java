package org.demitasse.toolchain.teavm.inside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ArrayElementType;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.BoundCheckInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NullCheckInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.model.instructions.PutElementInstruction;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.model.util.DominatorWalker;
import org.teavm.model.util.DominatorWalkerCallback;
import org.teavm.model.util.PhiUpdater;

/**
 * Puts a check of the index before every access to an array element, except where the same index
 * was checked against the same array on every path that leads there, or both are constants that
 * fit.
 *
 * <p>Takes the place of TeaVM's {@code BoundCheckInsertion}, which also reasons about comparisons
 * and arithmetic and is wrong in several ways: it takes a condition to hold in a block that other
 * paths lead to as well, trusts in handlers what the protected block checked after the exception,
 * and does not compare a constant index with a constant length.
 */
final class BoundChecks {
  private BoundChecks() {}

  static void insert(Program program, MethodReference method) {
    if (program.basicBlockCount() == 0) {
      return;
    }
    Visitor visitor = new Visitor();
    new DominatorWalker(program).walk(visitor);
    if (visitor.changed) {
      new PhiUpdater().updatePhis(program, method.parameterCount() + 1);
    }
  }

  /** An index that is known to be inside an array; both are the variables they were copied from. */
  private record Checked(Variable index, Variable array) {}

  private static final class Visitor implements DominatorWalkerCallback<List<Checked>> {
    private boolean changed;
    private final Set<Checked> checked = new HashSet<>();
    private final Map<Variable, Variable> copiedFrom = new HashMap<>();
    private final Set<Variable> nulls = new HashSet<>();
    private final Map<Variable, Integer> constants = new HashMap<>();
    private final Map<Variable, Integer> constantLengths = new HashMap<>();

    @Override
    public List<Checked> visit(BasicBlock block) {
      List<Checked> added = new ArrayList<>();
      for (Instruction instruction : block) {
        switch (instruction) {
          case AssignInstruction copy -> copy(copy.getReceiver(), copy.getAssignee());
          case UnwrapArrayInstruction copy -> copy(copy.getReceiver(), copy.getArray());
          case NullCheckInstruction copy -> copy(copy.getReceiver(), copy.getValue());
          case IntegerConstantInstruction constant ->
              constants.put(constant.getReceiver(), constant.getConstant());
          case ConstructArrayInstruction construction -> {
            Integer length = constants.get(origin(construction.getSize()));
            if (length != null) {
              constantLengths.put(construction.getReceiver(), length);
            }
          }
          case GetElementInstruction access ->
              check(access.getIndex(), access.getArray(), access, added);
          case PutElementInstruction access -> {
            check(access.getIndex(), access.getArray(), access, added);
            checkStore(access);
          }
          case NullConstantInstruction constant -> nulls.add(constant.getReceiver());
          default -> {}
        }
      }
      return added;
    }

    @Override
    public void endVisit(BasicBlock block, List<Checked> added) {
      added.forEach(checked::remove);
    }

    /** The class of the value must fit what the array was made for. */
    private void checkStore(PutElementInstruction access) {
      if (access.getType() != ArrayElementType.OBJECT
          || nulls.contains(origin(access.getValue()))) {
        return;
      }
      InvokeInstruction call = new InvokeInstruction();
      call.setType(InvocationType.SPECIAL);
      call.setMethod(DemitasseTarget.CHECK_STORE);
      call.setArguments(access.getArray(), access.getValue());
      call.setLocation(access.getLocation());
      access.insertPrevious(call);
    }

    private void copy(Variable to, Variable from) {
      copiedFrom.put(to, origin(from));
    }

    private Variable origin(Variable variable) {
      return copiedFrom.getOrDefault(variable, variable);
    }

    private void check(Variable index, Variable array, Instruction access, List<Checked> added) {
      Integer constantIndex = constants.get(origin(index));
      Integer constantLength = constantLengths.get(origin(array));
      if (constantIndex != null
          && constantLength != null
          && constantIndex >= 0
          && constantIndex < constantLength) {
        return;
      }
      Checked fact = new Checked(origin(index), origin(array));
      if (!checked.add(fact)) {
        return;
      }
      added.add(fact);
      BoundCheckInstruction check = new BoundCheckInstruction();
      check.setIndex(index);
      check.setArray(array);
      check.setLower(true);
      check.setReceiver(index);
      check.setLocation(access.getLocation());
      access.insertPrevious(check);
      changed = true;
    }
  }
}
