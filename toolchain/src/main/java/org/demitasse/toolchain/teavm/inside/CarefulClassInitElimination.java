package org.demitasse.toolchain.teavm.inside;

import java.util.HashSet;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Program;
import org.teavm.model.instructions.InitClassInstruction;
import org.teavm.model.optimization.MethodOptimization;
import org.teavm.model.optimization.MethodOptimizationContext;
import org.teavm.model.util.DominatorWalker;
import org.teavm.model.util.DominatorWalkerCallback;

/**
 * Stands for {@code org.teavm.model.optimization.ClassInitElimination}: removes the initialization
 * of a class where it has been done before on every path.
 *
 * <p>TeaVM's pass also takes a call of a method for an initialization of the method's class, which
 * is wrong for an interface, and trusts in handlers what the protected block does after the
 * exception.
 */
public final class CarefulClassInitElimination implements MethodOptimization {
  @Override
  public boolean optimize(MethodOptimizationContext context, Program program) {
    new DominatorWalker(program).walk(new Visitor());
    return false;
  }

  private static final class Visitor implements DominatorWalkerCallback<Set<String>> {
    private final Set<String> initialized = new HashSet<>();

    @Override
    public Set<String> visit(BasicBlock block) {
      Set<String> added = new HashSet<>();
      Instruction next;
      for (Instruction current = block.getFirstInstruction(); current != null; current = next) {
        next = current.getNext();
        if (current instanceof InitClassInstruction initialization) {
          if (initialized.add(initialization.getClassName())) {
            added.add(initialization.getClassName());
          } else {
            current.delete();
          }
        }
      }
      return added;
    }

    @Override
    public void endVisit(BasicBlock block, Set<String> added) {
      initialized.removeAll(added);
    }
  }
}
