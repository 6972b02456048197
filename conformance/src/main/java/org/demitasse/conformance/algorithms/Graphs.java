package org.demitasse.conformance.algorithms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Shortest paths, spanning trees, components, flows, topological order, edit distance, tries. */
public final class Graphs {
  private Graphs() {}

  private record Edge(int from, int to, int weight) {}

  private static List<List<Edge>> random(int n, int edges, int seed) {
    List<List<Edge>> graph = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      graph.add(new ArrayList<>());
    }
    int state = seed;
    for (int i = 0; i < edges; i++) {
      state = state * 1664525 + 1013904223;
      int from = (state >>> 8) % n;
      state = state * 1664525 + 1013904223;
      int to = (state >>> 8) % n;
      graph.get(from).add(new Edge(from, to, 1 + (state >>> 3) % 20));
    }
    return graph;
  }

  public static void main(String[] args) {
    List<List<Edge>> graph = random(60, 240, 5);
    int[] dijkstra = dijkstra(graph, 0);
    int[] bellman = bellmanFord(graph, 0);
    System.out.println(Arrays.toString(dijkstra));
    System.out.println(Arrays.equals(dijkstra, bellman) + " " + floyd(graph));
    System.out.println("spanning " + kruskal(graph) + " " + prim(graph));
    System.out.println(
        "components " + components(random(50, 60, 9)) + " " + breadthFirst(random(50, 60, 9), 3));
    System.out.println("order " + topological());
    System.out.println("flow " + flow());
    System.out.println(
        "distance "
            + distance("kitten sitting", "sitting kitten")
            + " "
            + common("AGGTABXYZQ", "GXTXAYBZ"));
    trie();
    rings();
    matching();
  }

  private static int[] dijkstra(List<List<Edge>> graph, int start) {
    int[] distance = new int[graph.size()];
    Arrays.fill(distance, Integer.MAX_VALUE);
    distance[start] = 0;
    PriorityQueue<int[]> queue = new PriorityQueue<>(Comparator.comparingInt(e -> e[1]));
    queue.add(new int[] {start, 0});
    while (!queue.isEmpty()) {
      int[] next = queue.remove();
      if (next[1] > distance[next[0]]) {
        continue;
      }
      for (Edge edge : graph.get(next[0])) {
        int through = next[1] + edge.weight();
        if (through < distance[edge.to()]) {
          distance[edge.to()] = through;
          queue.add(new int[] {edge.to(), through});
        }
      }
    }
    return distance;
  }

  private static int[] bellmanFord(List<List<Edge>> graph, int start) {
    int[] distance = new int[graph.size()];
    Arrays.fill(distance, Integer.MAX_VALUE);
    distance[start] = 0;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (List<Edge> edges : graph) {
        for (Edge edge : edges) {
          if (distance[edge.from()] != Integer.MAX_VALUE
              && distance[edge.from()] + edge.weight() < distance[edge.to()]) {
            distance[edge.to()] = distance[edge.from()] + edge.weight();
            changed = true;
          }
        }
      }
    }
    return distance;
  }

  private static long floyd(List<List<Edge>> graph) {
    int n = graph.size();
    int[][] d = new int[n][n];
    for (int[] row : d) {
      Arrays.fill(row, 100000);
    }
    for (List<Edge> edges : graph) {
      for (Edge edge : edges) {
        d[edge.from()][edge.to()] = Math.min(d[edge.from()][edge.to()], edge.weight());
      }
    }
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
        }
      }
    }
    long sum = 0;
    for (int[] row : d) {
      for (int value : row) {
        sum += value;
      }
    }
    return sum;
  }

  private static int find(int[] parents, int x) {
    while (parents[x] != x) {
      parents[x] = parents[parents[x]];
      x = parents[x];
    }
    return x;
  }

  private static int kruskal(List<List<Edge>> graph) {
    List<Edge> edges = new ArrayList<>();
    graph.forEach(edges::addAll);
    edges.sort(
        Comparator.comparingInt(Edge::weight)
            .thenComparingInt(Edge::from)
            .thenComparingInt(Edge::to));
    int[] parents = new int[graph.size()];
    for (int i = 0; i < parents.length; i++) {
      parents[i] = i;
    }
    int total = 0;
    for (Edge edge : edges) {
      int a = find(parents, edge.from());
      int b = find(parents, edge.to());
      if (a != b) {
        parents[a] = b;
        total += edge.weight();
      }
    }
    return total;
  }

  private static int prim(List<List<Edge>> graph) {
    List<List<Edge>> both = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      both.add(new ArrayList<>());
    }
    for (List<Edge> edges : graph) {
      for (Edge edge : edges) {
        both.get(edge.from()).add(edge);
        both.get(edge.to()).add(new Edge(edge.to(), edge.from(), edge.weight()));
      }
    }
    BitSet done = new BitSet();
    int total = 0;
    for (int start = 0; start < both.size(); start++) {
      PriorityQueue<Edge> queue = new PriorityQueue<>(Comparator.comparingInt(Edge::weight));
      queue.add(new Edge(start, start, 0));
      while (!queue.isEmpty()) {
        Edge edge = queue.remove();
        if (!done.get(edge.to())) {
          done.set(edge.to());
          total += edge.weight();
          queue.addAll(both.get(edge.to()));
        }
      }
    }
    return total;
  }

  /** Tarjan's strongly connected components. */
  private static int components(List<List<Edge>> graph) {
    int[] index = new int[graph.size()];
    int[] low = new int[graph.size()];
    boolean[] onStack = new boolean[graph.size()];
    int[] counter = {0, 0};
    ArrayDeque<Integer> stack = new ArrayDeque<>();
    for (int v = 0; v < graph.size(); v++) {
      if (index[v] == 0) {
        connect(v, graph, index, low, onStack, stack, counter);
      }
    }
    return counter[1];
  }

  private static void connect(
      int v,
      List<List<Edge>> graph,
      int[] index,
      int[] low,
      boolean[] onStack,
      ArrayDeque<Integer> stack,
      int[] counter) {
    index[v] = low[v] = ++counter[0];
    stack.push(v);
    onStack[v] = true;
    for (Edge edge : graph.get(v)) {
      int w = edge.to();
      if (index[w] == 0) {
        connect(w, graph, index, low, onStack, stack, counter);
        low[v] = Math.min(low[v], low[w]);
      } else if (onStack[w]) {
        low[v] = Math.min(low[v], index[w]);
      }
    }
    if (low[v] == index[v]) {
      counter[1]++;
      int w;
      do {
        w = stack.pop();
        onStack[w] = false;
      } while (w != v);
    }
  }

  private static String breadthFirst(List<List<Edge>> graph, int start) {
    StringBuilder order = new StringBuilder();
    boolean[] seen = new boolean[graph.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
    seen[start] = true;
    while (!queue.isEmpty()) {
      int v = queue.remove();
      order.append(v).append(' ');
      for (Edge edge : graph.get(v)) {
        if (!seen[edge.to()]) {
          seen[edge.to()] = true;
          queue.add(edge.to());
        }
      }
    }
    return order.toString().trim();
  }

  private static List<Integer> topological() {
    int[][] before = {{5, 2}, {5, 0}, {4, 0}, {4, 1}, {2, 3}, {3, 1}};
    int[] incoming = new int[6];
    for (int[] pair : before) {
      incoming[pair[1]]++;
    }
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < 6; i++) {
      if (incoming[i] == 0) {
        ready.add(i);
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int v = ready.remove();
      order.add(v);
      for (int[] pair : before) {
        if (pair[0] == v && --incoming[pair[1]] == 0) {
          ready.add(pair[1]);
        }
      }
    }
    return order;
  }

  private static int flow() {
    int[][] capacity = {
      {0, 16, 13, 0, 0, 0},
      {0, 0, 10, 12, 0, 0},
      {0, 4, 0, 0, 14, 0},
      {0, 0, 9, 0, 0, 20},
      {0, 0, 0, 7, 0, 4},
      {0, 0, 0, 0, 0, 0}
    };
    int total = 0;
    while (true) {
      int[] parent = new int[6];
      Arrays.fill(parent, -1);
      parent[0] = 0;
      ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
      while (!queue.isEmpty() && parent[5] < 0) {
        int v = queue.remove();
        for (int w = 0; w < 6; w++) {
          if (parent[w] < 0 && capacity[v][w] > 0) {
            parent[w] = v;
            queue.add(w);
          }
        }
      }
      if (parent[5] < 0) {
        return total;
      }
      int least = Integer.MAX_VALUE;
      for (int v = 5; v != 0; v = parent[v]) {
        least = Math.min(least, capacity[parent[v]][v]);
      }
      for (int v = 5; v != 0; v = parent[v]) {
        capacity[parent[v]][v] -= least;
        capacity[v][parent[v]] += least;
      }
      total += least;
    }
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0]++;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static String common(String a, String b) {
    String[][] best = new String[a.length() + 1][b.length() + 1];
    for (int i = a.length(); i >= 0; i--) {
      for (int j = b.length(); j >= 0; j--) {
        if (i == a.length() || j == b.length()) {
          best[i][j] = "";
        } else if (a.charAt(i) == b.charAt(j)) {
          best[i][j] = a.charAt(i) + best[i + 1][j + 1];
        } else {
          best[i][j] =
              best[i + 1][j].length() >= best[i][j + 1].length() ? best[i + 1][j] : best[i][j + 1];
        }
      }
    }
    return best[0][0];
  }

  private static final class Trie {
    private final Trie[] children = new Trie[26];
    private boolean end;

    void add(String word) {
      Trie at = this;
      for (char c : word.toCharArray()) {
        if (at.children[c - 'a'] == null) {
          at.children[c - 'a'] = new Trie();
        }
        at = at.children[c - 'a'];
      }
      at.end = true;
    }

    void collect(String prefix, List<String> out) {
      if (end) {
        out.add(prefix);
      }
      for (char c = 'a'; c <= 'z'; c++) {
        if (children[c - 'a'] != null) {
          children[c - 'a'].collect(prefix + c, out);
        }
      }
    }
  }

  private static void trie() {
    Trie trie = new Trie();
    for (String word : "to tea ten in inn an a team toe".split(" ")) {
      trie.add(word);
    }
    List<String> words = new ArrayList<>();
    trie.collect("", words);
    System.out.println(words);
  }

  private static void rings() {
    int n = 41;
    List<Integer> circle = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      circle.add(i);
    }
    int at = 0;
    while (circle.size() > 1) {
      at = (at + 2) % circle.size();
      circle.remove(at);
    }
    System.out.println("josephus " + circle);
  }

  private static void matching() {
    String text = "ababcabcabababd".repeat(3);
    String pattern = "ababd";
    int[] fail = new int[pattern.length()];
    for (int i = 1, k = 0; i < pattern.length(); i++) {
      while (k > 0 && pattern.charAt(i) != pattern.charAt(k)) {
        k = fail[k - 1];
      }
      if (pattern.charAt(i) == pattern.charAt(k)) {
        k++;
      }
      fail[i] = k;
    }
    StringBuilder found = new StringBuilder();
    for (int i = 0, k = 0; i < text.length(); i++) {
      while (k > 0 && text.charAt(i) != pattern.charAt(k)) {
        k = fail[k - 1];
      }
      if (text.charAt(i) == pattern.charAt(k)) {
        k++;
      }
      if (k == pattern.length()) {
        found.append(i - k + 1).append(' ');
        k = fail[k - 1];
      }
    }
    System.out.println("found " + found);
  }
}
