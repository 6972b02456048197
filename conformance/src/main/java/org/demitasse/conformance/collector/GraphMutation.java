package org.demitasse.conformance.collector;

import org.demitasse.conformance.Outcome;

/** Random mutations of an object graph that is far larger over time than the heap. */
public final class GraphMutation {
  private GraphMutation() {}

  private static final class Node {
    final int id;
    Node left;
    Node right;
    int[] load;
    Object extra;

    Node(int id, int size) {
      this.id = id;
      load = new int[size];
      for (int i = 0; i < size; i++) {
        load[i] = id * 31 + i;
      }
    }

    boolean intact() {
      for (int i = 0; i < load.length; i++) {
        if (load[i] != id * 31 + i) {
          return false;
        }
      }
      return true;
    }
  }

  private static int state = 20240101;

  private static int next(int bound) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state & 0x7fffffff) % bound;
  }

  public static void main(String[] args) {
    Node[] roots = new Node[64];
    int damaged = 0;
    long checksum = 0;
    for (int step = 0; step < 120_000; step++) {
      int at = next(roots.length);
      switch (next(8)) {
        case 0, 1, 2 -> roots[at] = new Node(step, next(24));
        case 3 -> {
          if (roots[at] != null) {
            roots[at].left = roots[next(roots.length)];
          }
        }
        case 4 -> {
          Node node = roots[at];
          if (node != null) {
            node.right = node.left;
            node.left = null;
            node.extra = "s" + step % 10;
          }
        }
        case 5 -> roots[at] = null;
        case 6 -> {
          Node node = walk(roots[at], 6);
          if (node != null) {
            damaged += node.intact() ? 0 : 1;
            checksum = checksum * 31 + node.id;
            node.extra = new Object[] {node, roots[next(roots.length)]};
          }
        }
        default -> {
          Node fresh = new Node(step, 3);
          fresh.left = roots[at];
          fresh.right = roots[next(roots.length)];
          roots[next(roots.length)] = cut(fresh, 5);
        }
      }
      if (step % 20_000 == 0) {
        System.out.println(step + " " + checksum + " " + damaged);
      }
    }
    for (Node root : roots) {
      checksum = checksum * 31 + sum(root, 8);
    }
    System.out.println(checksum + " " + damaged);
    Outcome.of("still usable", () -> new Node(5, 100).intact());
  }

  private static Node walk(Node node, int steps) {
    while (node != null && steps-- > 0) {
      Node to = next(2) == 0 ? node.left : node.right;
      if (to == null) {
        return node;
      }
      node = to;
    }
    return node;
  }

  /** Limits the depth of what hangs below, so that the live set stays bounded. */
  private static Node cut(Node node, int depth) {
    if (node == null || depth == 0) {
      return null;
    }
    Node left = cut(node.left, depth - 1);
    Node right = cut(node.right, depth - 2 > 0 ? depth - 2 : 0);
    node.left = left;
    node.right = right;
    node.extra = null;
    return node;
  }

  private static long sum(Node node, int depth) {
    if (node == null || depth == 0) {
      return 7;
    }
    return node.id
        + 31 * sum(node.left, depth - 1)
        + 17 * sum(node.right, depth - 1)
        + (node.intact() ? 0 : 1 << 20);
  }
}
