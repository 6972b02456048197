package org.demitasse.conformance.algorithms;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/** A red-black tree, a skip list, a hash map, a rope, a heap and a matrix of a program's own. */
public final class DataStructures {
  private DataStructures() {}

  public static void main(String[] args) {
    redBlack();
    skipList();
    ownCollections();
    ropes();
    heaps();
    matrices();
    bloom();
    segmentTree();
  }

  private static final class RedBlack<K extends Comparable<K>> {
    private static final boolean RED = true;
    private Node<K> root;

    private static final class Node<K> {
      final K key;
      Node<K> left;
      Node<K> right;
      boolean color = RED;

      Node(K key) {
        this.key = key;
      }
    }

    void add(K key) {
      root = add(root, key);
      root.color = !RED;
    }

    private Node<K> add(Node<K> node, K key) {
      if (node == null) {
        return new Node<>(key);
      }
      int order = key.compareTo(node.key);
      if (order < 0) {
        node.left = add(node.left, key);
      } else if (order > 0) {
        node.right = add(node.right, key);
      }
      if (red(node.right) && !red(node.left)) {
        Node<K> top = node.right;
        node.right = top.left;
        top.left = node;
        top.color = node.color;
        node.color = RED;
        node = top;
      }
      if (red(node.left) && red(node.left.left)) {
        Node<K> top = node.left;
        node.left = top.right;
        top.right = node;
        top.color = node.color;
        node.color = RED;
        node = top;
      }
      if (red(node.left) && red(node.right)) {
        node.color = RED;
        node.left.color = !RED;
        node.right.color = !RED;
      }
      return node;
    }

    private boolean red(Node<K> node) {
      return node != null && node.color == RED;
    }

    int depth() {
      return depth(root);
    }

    private int depth(Node<K> node) {
      return node == null ? 0 : 1 + Math.max(depth(node.left), depth(node.right));
    }

    /** Black nodes on every path, or -1 where two paths differ. */
    int blacks() {
      return blacks(root);
    }

    private int blacks(Node<K> node) {
      if (node == null) {
        return 1;
      }
      int left = blacks(node.left);
      int right = blacks(node.right);
      return left < 0 || left != right ? -1 : left + (red(node) ? 0 : 1);
    }

    StringBuilder inOrder(StringBuilder out) {
      inOrder(root, out);
      return out;
    }

    private void inOrder(Node<K> node, StringBuilder out) {
      if (node != null) {
        inOrder(node.left, out);
        out.append(node.key).append(' ');
        inOrder(node.right, out);
      }
    }
  }

  private static void redBlack() {
    RedBlack<Integer> tree = new RedBlack<>();
    for (int i = 0; i < 500; i++) {
      tree.add(i * 7919 % 1009);
    }
    System.out.println(
        tree.depth()
            + " "
            + tree.blacks()
            + " "
            + tree.inOrder(new StringBuilder()).toString().hashCode());
    RedBlack<String> strings = new RedBlack<>();
    for (String s : "the quick brown fox jumps over the lazy dog".split(" ")) {
      strings.add(s);
    }
    System.out.println(strings.inOrder(new StringBuilder()));
  }

  private static final class SkipList {
    private final int[] keys = new int[2000];
    private final int[][] next = new int[2000][];
    private int count = 1;
    private int random = 99;

    SkipList() {
      next[0] = new int[10];
    }

    boolean add(int key) {
      int[] path = new int[10];
      int at = 0;
      for (int level = 9; level >= 0; level--) {
        while (next[at][level] != 0 && keys[next[at][level]] < key) {
          at = next[at][level];
        }
        path[level] = at;
      }
      if (next[at][0] != 0 && keys[next[at][0]] == key) {
        return false;
      }
      random = random * 1103515245 + 12345;
      int height = 1 + Math.min(9, Integer.numberOfTrailingZeros(random >>> 16 | 1 << 12));
      keys[count] = key;
      next[count] = new int[10];
      for (int level = 0; level < height; level++) {
        next[count][level] = next[path[level]][level];
        next[path[level]][level] = count;
      }
      count++;
      return true;
    }

    long checksum() {
      long sum = 0;
      for (int at = next[0][0]; at != 0; at = next[at][0]) {
        sum = sum * 31 + keys[at];
      }
      return sum;
    }
  }

  private static void skipList() {
    SkipList list = new SkipList();
    int added = 0;
    for (int i = 0; i < 1000; i++) {
      added += list.add(i * 31 % 701) ? 1 : 0;
    }
    System.out.println("skip " + added + " " + list.checksum());
  }

  private static final class Squares extends AbstractList<Integer> {
    @Override
    public Integer get(int index) {
      if (index < 0 || index >= 10) {
        throw new IndexOutOfBoundsException("no square " + index);
      }
      return index * index;
    }

    @Override
    public int size() {
      return 10;
    }
  }

  private static final class ArrayMap<K, V> extends AbstractMap<K, V> {
    private Object[] cells = new Object[4];
    private int size;

    @Override
    public V put(K key, V value) {
      for (int i = 0; i < size; i++) {
        if (cells[2 * i].equals(key)) {
          @SuppressWarnings("unchecked")
          V old = (V) cells[2 * i + 1];
          cells[2 * i + 1] = value;
          return old;
        }
      }
      if (2 * size == cells.length) {
        cells = Arrays.copyOf(cells, 4 * size);
      }
      cells[2 * size] = key;
      cells[2 * size++ + 1] = value;
      return null;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
          return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
              return at < size;
            }

            @Override
            @SuppressWarnings("unchecked")
            public Map.Entry<K, V> next() {
              if (at == size) {
                throw new NoSuchElementException();
              }
              at++;
              return Map.entry((K) cells[2 * at - 2], (V) cells[2 * at - 1]);
            }
          };
        }

        @Override
        public int size() {
          return size;
        }
      };
    }
  }

  private static void ownCollections() {
    List<Integer> squares = new Squares();
    System.out.println(
        squares
            + " "
            + squares.contains(49)
            + squares.indexOf(81)
            + squares.subList(2, 5)
            + squares.hashCode());
    System.out.println(
        squares.equals(List.copyOf(squares))
            + " "
            + squares.stream().mapToInt(i -> i).sum()
            + squares.listIterator(9).next());
    Map<String, Integer> map = new ArrayMap<>();
    for (String s : "b a c a b a".split(" ")) {
      map.merge(s, 1, Integer::sum);
    }
    System.out.println(
        map
            + " "
            + map.get("a")
            + map.containsKey("z")
            + map.containsValue(1)
            + map.keySet()
            + map.values());
    System.out.println(
        map.equals(new TreeMap<>(map)) + " " + new TreeMap<>(map).equals(map) + map.hashCode());
  }

  private sealed interface Rope {
    int length();

    char charAt(int index);
  }

  private record Leaf(String text) implements Rope {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      return text.charAt(index);
    }
  }

  private record Join(Rope left, Rope right, int length) implements Rope {
    @Override
    public char charAt(int index) {
      return index < left.length() ? left.charAt(index) : right.charAt(index - left.length());
    }
  }

  private static void ropes() {
    Rope rope = new Leaf("x");
    for (int i = 0; i < 50; i++) {
      Rope leaf = new Leaf("piece" + i);
      rope =
          i % 3 == 0
              ? new Join(leaf, rope, rope.length() + leaf.length())
              : new Join(rope, leaf, rope.length() + leaf.length());
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rope.length(); i += 7) {
      out.append(rope.charAt(i));
    }
    System.out.println("rope " + rope.length() + " " + out);
  }

  private static void heaps() {
    long[] heap = new long[1001];
    int size = 0;
    long state = 1;
    long sum = 0;
    for (int i = 0; i < 3000; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      if (size < 1000 && (state >>> 62) != 0) {
        int at = ++size;
        heap[at] = state >>> 20;
        while (at > 1 && heap[at / 2] > heap[at]) {
          long t = heap[at];
          heap[at] = heap[at / 2];
          heap[at / 2] = t;
          at /= 2;
        }
      } else if (size > 0) {
        sum = sum * 31 + heap[1];
        heap[1] = heap[size--];
        for (int at = 1; 2 * at <= size; ) {
          int child = 2 * at < size && heap[2 * at + 1] < heap[2 * at] ? 2 * at + 1 : 2 * at;
          if (heap[at] <= heap[child]) {
            break;
          }
          long t = heap[at];
          heap[at] = heap[child];
          heap[child] = t;
          at = child;
        }
      }
    }
    System.out.println("heap " + size + " " + sum);
  }

  private static void matrices() {
    double[][] a = new double[8][9];
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 9; j++) {
        a[i][j] = (i * 13 + j * 7) % 11 + (i == j ? 10 : 0);
      }
    }
    for (int i = 0; i < 8; i++) {
      for (int k = i + 1; k < 8; k++) {
        double factor = a[k][i] / a[i][i];
        for (int j = i; j < 9; j++) {
          a[k][j] -= factor * a[i][j];
        }
      }
    }
    double[] x = new double[8];
    for (int i = 7; i >= 0; i--) {
      double sum = a[i][8];
      for (int j = i + 1; j < 8; j++) {
        sum -= a[i][j] * x[j];
      }
      x[i] = sum / a[i][i];
    }
    System.out.println(Arrays.toString(x));
    long[][] fibonacci = {{1, 1}, {1, 0}};
    long[][] power = {{1, 0}, {0, 1}};
    for (int n = 90; n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        power = multiply(power, fibonacci);
      }
      fibonacci = multiply(fibonacci, fibonacci);
    }
    System.out.println("fibonacci " + power[0][1]);
  }

  private static long[][] multiply(long[][] a, long[][] b) {
    long[][] c = new long[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        for (int k = 0; k < 2; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static void bloom() {
    long[] bits = new long[64];
    int falsePositives = 0;
    for (int i = 0; i < 300; i++) {
      for (int k = 1; k <= 3; k++) {
        int at = (("key" + i).hashCode() * k * 0x9e3779b9) >>> 20;
        bits[at >> 6] |= 1L << at;
      }
    }
    for (int i = 300; i < 2000; i++) {
      boolean all = true;
      for (int k = 1; k <= 3; k++) {
        int at = (("key" + i).hashCode() * k * 0x9e3779b9) >>> 20;
        all &= (bits[at >> 6] >> at & 1) == 1;
      }
      falsePositives += all ? 1 : 0;
    }
    System.out.println("bloom " + falsePositives);
  }

  private static void segmentTree() {
    int n = 128;
    int[] tree = new int[2 * n];
    long sum = 0;
    for (int i = 0; i < 1000; i++) {
      int at = i * 37 % n + n;
      tree[at] = i;
      for (at >>= 1; at > 0; at >>= 1) {
        tree[at] = Math.max(tree[2 * at], tree[2 * at + 1]);
      }
      int low = i * 11 % n + n;
      int high = Math.min(low + i % 20, 2 * n);
      int best = -1;
      while (low < high) {
        if ((low & 1) == 1) {
          best = Math.max(best, tree[low++]);
        }
        if ((high & 1) == 1) {
          best = Math.max(best, tree[--high]);
        }
        low >>= 1;
        high >>= 1;
      }
      sum = sum * 31 + best;
    }
    System.out.println("segments " + sum);
  }
}
