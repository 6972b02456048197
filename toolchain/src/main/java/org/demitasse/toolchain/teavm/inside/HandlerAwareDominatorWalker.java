package org.demitasse.toolchain.teavm.inside;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.teavm.common.DominatorTree;
import org.teavm.common.Graph;
import org.teavm.common.GraphUtils;
import org.teavm.model.BasicBlock;
import org.teavm.model.Program;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.util.DominatorWalkerCallback;
import org.teavm.model.util.DominatorWalkerContext;
import org.teavm.model.util.ProgramUtils;

/**
 * Stands for {@code org.teavm.model.util.DominatorWalker}: walks the blocks of a method so that
 * what was learnt in a block holds in the blocks that are visited below it.
 *
 * <p>TeaVM's walker places an exception handler below the only block that it protects, as if that
 * block had been executed to its end. But the handler is entered from the middle: what the rest of
 * the block checks (a reference is not null, an index is inside its array, a class is initialized)
 * is not known there, and TeaVM leaves the check out that is needed. Here a handler hangs below the
 * block that dominates the <em>entry</em> of the blocks it protects.
 */
public final class HandlerAwareDominatorWalker {
  private static final int NONE = -1;

  private final Program program;
  private final Graph controlFlow;
  private final DominatorTree dominators;
  private final List<List<Integer>> children = new ArrayList<>();
  private final List<Integer> roots = new ArrayList<>();

  public HandlerAwareDominatorWalker(Program program) {
    this.program = program;
    controlFlow = ProgramUtils.buildControlFlowGraph(program);
    dominators = GraphUtils.buildDominatorTree(controlFlow);
    int[] parents = parents(program, controlFlow);
    for (int block = 0; block < parents.length; ++block) {
      children.add(new ArrayList<>());
    }
    boolean[] reachable = reachable(controlFlow);
    for (int block = 0; block < parents.length; ++block) {
      if (parents[block] != NONE) {
        children.get(parents[block]).add(block);
      } else if (reachable[block]) {
        roots.add(block);
      }
    }
    // Successors before predecessors, like TeaVM's walker: callbacks rely on it where paths join.
    int[] order = finishingOrder(controlFlow);
    for (List<Integer> siblings : children) {
      siblings.sort((a, b) -> Integer.compare(order[a], order[b]));
    }
  }

  /**
   * For each block the one below which it is visited. In the graph used here a block is two nodes,
   * its entry (even) and its end (odd); an exception leaves from the entry.
   */
  private static int[] parents(Program program, Graph controlFlow) {
    DominatorTree tree =
        GraphUtils.buildDominatorTree(ProgramUtils.buildControlFlowGraph2(program));
    int[] parents = new int[controlFlow.size()];
    for (int block = 0; block < parents.length; ++block) {
      int node = tree.immediateDominatorOf(2 * block);
      // Dominated by an entry: what dominates that entry is known, the block itself is not.
      while (node >= 0 && node % 2 == 0) {
        node = tree.immediateDominatorOf(node);
      }
      parents[block] = node < 0 ? NONE : node / 2;
    }
    return parents;
  }

  private static boolean[] reachable(Graph graph) {
    boolean[] reached = new boolean[graph.size()];
    Deque<Integer> stack = new ArrayDeque<>();
    if (graph.size() > 0) {
      stack.push(0);
    }
    while (!stack.isEmpty()) {
      int node = stack.pop();
      if (!reached[node]) {
        reached[node] = true;
        for (int successor : graph.outgoingEdges(node)) {
          stack.push(successor);
        }
      }
    }
    return reached;
  }

  private static int[] finishingOrder(Graph graph) {
    int[] order = new int[graph.size()];
    byte[] state = new byte[graph.size()];
    Deque<Integer> stack = new ArrayDeque<>();
    if (graph.size() > 0) {
      stack.push(0);
    }
    int next = 0;
    while (!stack.isEmpty()) {
      int node = stack.pop();
      if (state[node] == 0) {
        state[node] = 1;
        stack.push(node);
        for (int successor : graph.outgoingEdges(node)) {
          if (state[successor] == 0) {
            stack.push(successor);
          }
        }
      } else if (state[node] == 1) {
        state[node] = 2;
        order[node] = next++;
      }
    }
    return order;
  }

  /** A step of the walk: into a block, or out of it with what its visit returned. */
  private record Step<T>(int block, boolean leave, T state) {}

  public <T> void walk(DominatorWalkerCallback<T> callback) {
    boolean[] visited = new boolean[controlFlow.size()];
    callback.setContext(new Context(dominators, controlFlow, exceptionHandlers(), visited));
    for (int root : roots) {
      walk(callback, root, visited);
    }
  }

  @SuppressWarnings("NullAway") // the state of a step into a block is never read
  private <T> void walk(DominatorWalkerCallback<T> callback, int root, boolean[] visited) {
    Deque<Step<T>> stack = new ArrayDeque<>();
    stack.push(new Step<>(root, false, null));
    while (!stack.isEmpty()) {
      Step<T> step = stack.pop();
      BasicBlock block = program.basicBlockAt(step.block);
      if (step.leave) {
        callback.endVisit(block, step.state);
        visited[step.block] = true;
      } else if (callback.filter(block)) {
        stack.push(new Step<>(step.block, true, callback.visit(block)));
        for (int child : children.get(step.block).reversed()) {
          stack.push(new Step<>(child, false, null));
        }
      }
    }
  }

  private boolean[] exceptionHandlers() {
    boolean[] handlers = new boolean[program.basicBlockCount()];
    for (BasicBlock block : program.getBasicBlocks()) {
      for (TryCatchBlock tryCatch : block.getTryCatchBlocks()) {
        handlers[tryCatch.getHandler().getIndex()] = true;
      }
    }
    return handlers;
  }

  private static final class Context implements DominatorWalkerContext {
    private final DominatorTree dominators;
    private final Graph controlFlow;
    private final boolean[] exceptionHandlers;
    private final boolean[] visited;

    Context(
        DominatorTree dominators,
        Graph controlFlow,
        boolean[] exceptionHandlers,
        boolean[] visited) {
      this.dominators = dominators;
      this.controlFlow = controlFlow;
      this.exceptionHandlers = exceptionHandlers;
      this.visited = visited;
    }

    @Override
    public DominatorTree getDominatorTree() {
      return dominators;
    }

    @Override
    public Graph getControlFlowGraph() {
      return controlFlow;
    }

    @Override
    public boolean isVisited(int blockIndex) {
      return visited[blockIndex];
    }

    @Override
    public boolean isExceptionHandler(int blockIndex) {
      return exceptionHandlers[blockIndex];
    }
  }
}
