package org.demitasse.toolchain.teavm.inside;

import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReader;
import org.teavm.model.PrimitiveType;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.ArrayElementType;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.DoubleConstantInstruction;
import org.teavm.model.instructions.FloatConstantInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.NegateInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.instructions.PutElementInstruction;
import org.teavm.model.instructions.PutFieldInstruction;

/** Finds code that needs floating-point registers. */
final class FloatingPoint {
  private FloatingPoint() {}

  /** Whether the method takes or returns a float or double. */
  static boolean inSignature(MethodReader method) {
    for (ValueType type : method.getSignature()) {
      if (isFloatingPoint(type)) {
        return true;
      }
    }
    return false;
  }

  /** The first instruction that works on floats or doubles, {@code null} if there is none. */
  static @Nullable Instruction firstUse(Program program) {
    for (BasicBlock block : program.getBasicBlocks()) {
      for (Instruction instruction : block) {
        if (uses(instruction)) {
          return instruction;
        }
      }
    }
    return null;
  }

  private static boolean uses(Instruction instruction) {
    return switch (instruction) {
      case FloatConstantInstruction c -> true;
      case DoubleConstantInstruction c -> true;
      case BinaryInstruction b -> isFloatingPoint(b.getOperandType());
      case NegateInstruction n -> isFloatingPoint(n.getOperandType());
      case CastNumberInstruction c ->
          isFloatingPoint(c.getSourceType()) || isFloatingPoint(c.getTargetType());
      case GetFieldInstruction g -> isFloatingPoint(g.getFieldType());
      case PutFieldInstruction p -> isFloatingPoint(p.getFieldType());
      case GetElementInstruction g -> isFloatingPoint(g.getType());
      case PutElementInstruction p -> isFloatingPoint(p.getType());
      default -> false;
    };
  }

  private static boolean isFloatingPoint(ValueType type) {
    return type instanceof ValueType.Primitive primitive
        && (primitive.getKind() == PrimitiveType.FLOAT
            || primitive.getKind() == PrimitiveType.DOUBLE);
  }

  private static boolean isFloatingPoint(NumericOperandType type) {
    return type == NumericOperandType.FLOAT || type == NumericOperandType.DOUBLE;
  }

  private static boolean isFloatingPoint(ArrayElementType type) {
    return type == ArrayElementType.FLOAT || type == ArrayElementType.DOUBLE;
  }
}
