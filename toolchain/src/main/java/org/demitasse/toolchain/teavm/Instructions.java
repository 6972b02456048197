package org.demitasse.toolchain.teavm;

import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds instructions in methods of TeaVM, and makes those that are put there. */
final class Instructions {
  /** The class that is called from there. */
  private static final String HOOKS = "org/demitasse/toolchain/teavm/inside/Hooks";

  private Instructions() {}

  static MethodInsnNode hook(String name, String descriptor) {
    return new MethodInsnNode(INVOKESTATIC, HOOKS, name, descriptor, false);
  }

  static InsnList list(AbstractInsnNode... instructions) {
    InsnList list = new InsnList();
    for (AbstractInsnNode instruction : instructions) {
      list.add(instruction);
    }
    return list;
  }

  /** The one access to a field of that name. */
  static FieldInsnNode field(MethodNode method, int opcode, String name) {
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

  static AbstractInsnNode next(AbstractInsnNode instruction, int expectedOpcode) {
    AbstractInsnNode next = instruction.getNext();
    if (next == null || next.getOpcode() != expectedOpcode) {
      throw new CorrectionException("another instruction than expected");
    }
    return next;
  }

  static AbstractInsnNode last(MethodNode method, int opcode) {
    for (AbstractInsnNode at = method.instructions.getLast(); at != null; at = at.getPrevious()) {
      if (at.getOpcode() == opcode) {
        return at;
      }
    }
    throw new CorrectionException(method.name + " has another form");
  }
}
