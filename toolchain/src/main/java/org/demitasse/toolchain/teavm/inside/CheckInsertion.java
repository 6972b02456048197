package org.demitasse.toolchain.teavm.inside;

import java.util.HashMap;
import java.util.Map;
import org.demitasse.toolchain.teavm.standin.common.Checks;
import org.teavm.interop.Unmanaged;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;

/**
 * Makes integer division and shifts what the Java language says, where C leaves them undefined: a
 * division by zero throws, the least number divided by -1 stays, only the low bits of a shift
 * distance count.
 */
final class CheckInsertion {
  private CheckInsertion() {}

  static void apply(ClassHolder type) {
    if (type.getName().startsWith("org.teavm.runtime.")
        || type.getAnnotations().get(Unmanaged.class.getName()) != null) {
      return;
    }
    for (MethodHolder method : type.getMethods()) {
      if (method.getProgram() != null
          && method.getAnnotations().get(Unmanaged.class.getName()) == null) {
        apply(method.getProgram());
      }
    }
  }

  private static void apply(Program program) {
    Map<Variable, Long> constants = constants(program);
    for (BasicBlock block : program.getBasicBlocks()) {
      for (Instruction instruction : block) {
        if (instruction instanceof BinaryInstruction operation
            && (operation.getOperandType() == NumericOperandType.INT
                || operation.getOperandType() == NumericOperandType.LONG)) {
          Long second = constants.get(operation.getSecondOperand());
          switch (operation.getOperation()) {
            case DIVIDE, MODULO -> {
              if (second == null || second == 0 || second == -1) {
                checkDivision(operation);
              }
            }
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> {
              int mask = operation.getOperandType() == NumericOperandType.LONG ? 63 : 31;
              if (second == null || (second & mask) != second) {
                maskDistance(program, operation, mask);
              }
            }
            default -> {}
          }
        }
      }
    }
  }

  /** Variables that only ever hold one number. */
  private static Map<Variable, Long> constants(Program program) {
    Map<Variable, Long> constants = new HashMap<>();
    for (BasicBlock block : program.getBasicBlocks()) {
      for (Instruction instruction : block) {
        if (instruction instanceof IntegerConstantInstruction constant) {
          constants.put(constant.getReceiver(), (long) constant.getConstant());
        } else if (instruction instanceof LongConstantInstruction constant) {
          constants.put(constant.getReceiver(), constant.getConstant());
        }
      }
    }
    return constants;
  }

  private static void checkDivision(BinaryInstruction operation) {
    Class<?> type = operation.getOperandType() == NumericOperandType.LONG ? long.class : int.class;
    String name = operation.getOperation() == BinaryOperation.DIVIDE ? "divide" : "remainder";
    InvokeInstruction call = new InvokeInstruction();
    call.setType(InvocationType.SPECIAL);
    call.setMethod(new MethodReference(Checks.class, name, type, type, type));
    call.setArguments(operation.getFirstOperand(), operation.getSecondOperand());
    call.setReceiver(operation.getReceiver());
    call.setLocation(operation.getLocation());
    operation.replace(call);
  }

  private static void maskDistance(Program program, BinaryInstruction operation, int mask) {
    IntegerConstantInstruction constant = new IntegerConstantInstruction();
    constant.setConstant(mask);
    constant.setReceiver(program.createVariable());
    constant.setLocation(operation.getLocation());
    BinaryInstruction and = new BinaryInstruction(BinaryOperation.AND, NumericOperandType.INT);
    and.setFirstOperand(operation.getSecondOperand());
    and.setSecondOperand(constant.getReceiver());
    and.setReceiver(program.createVariable());
    and.setLocation(operation.getLocation());
    operation.insertPrevious(constant);
    operation.insertPrevious(and);
    operation.setSecondOperand(and.getReceiver());
  }
}
