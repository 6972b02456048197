package org.demitasse.conformance.algorithms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Queens, sudoku, knight's tour, permutations, life, hanoi, mandelbrot with integers, sieve. */
public final class Puzzles {
  private Puzzles() {}

  public static void main(String[] args) {
    for (int n = 1; n <= 9; n++) {
      System.out.print(queens(n, 0, 0, 0, 0) + " ");
    }
    System.out.println();
    sudoku();
    System.out.println(knight(5));
    permutations("abcd");
    life();
    hanoi();
    mandelbrot();
    sieve();
    subsets();
    waterJugs();
    magicSquare(7);
    spiral(6);
  }

  private static int queens(int n, int row, int columns, int left, int right) {
    if (row == n) {
      return 1;
    }
    int count = 0;
    for (int free = ~(columns | left | right) & (1 << n) - 1; free != 0; free &= free - 1) {
      int bit = free & -free;
      count += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    return count;
  }

  private static void sudoku() {
    String puzzle =
        "530070000600195000098000060800060003400803001700020006060000280000419005000080079";
    int[] cells = puzzle.chars().map(c -> c - '0').toArray();
    System.out.println(solve(cells, 0));
    StringBuilder out = new StringBuilder();
    for (int cell : cells) {
      out.append(cell);
    }
    System.out.println(out);
  }

  private static boolean solve(int[] cells, int at) {
    while (at < 81 && cells[at] != 0) {
      at++;
    }
    if (at == 81) {
      return true;
    }
    int row = at / 9;
    int column = at % 9;
    digits:
    for (int digit = 1; digit <= 9; digit++) {
      for (int i = 0; i < 9; i++) {
        int box = (row / 3 * 3 + i / 3) * 9 + column / 3 * 3 + i % 3;
        if (cells[row * 9 + i] == digit || cells[i * 9 + column] == digit || cells[box] == digit) {
          continue digits;
        }
      }
      cells[at] = digit;
      if (solve(cells, at + 1)) {
        return true;
      }
      cells[at] = 0;
    }
    return false;
  }

  private static final int[][] MOVES = {
    {1, 2}, {2, 1}, {2, -1}, {1, -2}, {-1, -2}, {-2, -1}, {-2, 1}, {-1, 2}
  };

  private static String knight(int n) {
    int[][] board = new int[n][n];
    board[0][0] = 1;
    return tour(board, 0, 0, 2) ? Arrays.deepToString(board) : "none";
  }

  private static boolean tour(int[][] board, int x, int y, int step) {
    int n = board.length;
    if (step > n * n) {
      return true;
    }
    for (int[] move : MOVES) {
      int nextX = x + move[0];
      int nextY = y + move[1];
      if (nextX >= 0 && nextY >= 0 && nextX < n && nextY < n && board[nextX][nextY] == 0) {
        board[nextX][nextY] = step;
        if (tour(board, nextX, nextY, step + 1)) {
          return true;
        }
        board[nextX][nextY] = 0;
      }
    }
    return false;
  }

  private static void permutations(String s) {
    List<String> all = new ArrayList<>();
    permute("", s, all);
    System.out.println(
        all.size()
            + " "
            + all.get(0)
            + " "
            + all.get(10)
            + " "
            + all.get(23)
            + " "
            + new HashSet<>(all).size());
  }

  private static void permute(String prefix, String rest, List<String> all) {
    if (rest.isEmpty()) {
      all.add(prefix);
    }
    for (int i = 0; i < rest.length(); i++) {
      permute(prefix + rest.charAt(i), rest.substring(0, i) + rest.substring(i + 1), all);
    }
  }

  private static void life() {
    Set<Long> alive = new HashSet<>();
    int[][] glider = {
      {1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}, {10, 10}, {11, 10}, {12, 10}, {11, 11}
    };
    for (int[] cell : glider) {
      alive.add((long) cell[0] << 32 | cell[1]);
    }
    for (int generation = 0; generation < 40; generation++) {
      Set<Long> next = new HashSet<>();
      for (long cell : alive) {
        int x = (int) (cell >> 32);
        int y = (int) cell;
        for (int dx = -1; dx <= 1; dx++) {
          for (int dy = -1; dy <= 1; dy++) {
            int neighbours = 0;
            for (int ex = -1; ex <= 1; ex++) {
              for (int ey = -1; ey <= 1; ey++) {
                if ((ex != 0 || ey != 0)
                    && alive.contains((long) (x + dx + ex) << 32 | (y + dy + ey) & 0xffffffffL)) {
                  neighbours++;
                }
              }
            }
            long at = (long) (x + dx) << 32 | (y + dy) & 0xffffffffL;
            if (neighbours == 3 || neighbours == 2 && alive.contains(at)) {
              next.add(at);
            }
          }
        }
      }
      alive = next;
    }
    long sum = 0;
    for (long cell : alive) {
      sum += cell;
    }
    System.out.println("life " + alive.size() + " " + sum);
  }

  private static int moves;

  private static void hanoi() {
    move(12, 'a', 'b', 'c');
    System.out.println("hanoi " + moves);
  }

  private static void move(int n, char from, char via, char to) {
    if (n > 0) {
      move(n - 1, from, to, via);
      moves = moves * 3 + n + to;
      move(n - 1, via, from, to);
    }
  }

  private static void mandelbrot() {
    int scale = 1 << 12;
    for (int y = -10; y <= 10; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = -40; x < 20; x++) {
        int cr = x * scale / 20;
        int ci = y * scale / 8;
        int zr = 0;
        int zi = 0;
        int n = 0;
        while (n < 50 && (zr * zr >> 12) + (zi * zi >> 12) < 4 * scale) {
          int t = (zr * zr - zi * zi >> 12) + cr;
          zi = (zr * zi >> 11) + ci;
          zr = t;
          n++;
        }
        line.append(" .:-=+*#%@".charAt(n == 50 ? 9 : n % 9));
      }
      System.out.println(line);
    }
  }

  private static void sieve() {
    BitSet composite = new BitSet();
    boolean[] plain = new boolean[20000];
    int count = 0;
    long sum = 0;
    for (int i = 2; i < plain.length; i++) {
      if (!plain[i]) {
        count++;
        sum += i;
        for (int j = i * 2; j < plain.length; j += i) {
          plain[j] = true;
          composite.set(j);
        }
      }
    }
    System.out.println("primes " + count + " " + sum + " " + composite.cardinality());
  }

  private static void subsets() {
    int[] weights = {23, 31, 29, 44, 53, 38, 63, 85, 89, 82};
    int[] values = {92, 57, 49, 68, 60, 43, 67, 84, 87, 72};
    int capacity = 165;
    int[] best = new int[capacity + 1];
    for (int i = 0; i < weights.length; i++) {
      for (int c = capacity; c >= weights[i]; c--) {
        best[c] = Math.max(best[c], best[c - weights[i]] + values[i]);
      }
    }
    int brute = 0;
    for (int mask = 0; mask < 1 << weights.length; mask++) {
      int weight = 0;
      int value = 0;
      for (int i = 0; i < weights.length; i++) {
        if ((mask >> i & 1) == 1) {
          weight += weights[i];
          value += values[i];
        }
      }
      if (weight <= capacity) {
        brute = Math.max(brute, value);
      }
    }
    System.out.println("knapsack " + best[capacity] + " " + brute);
  }

  private record Jugs(int a, int b) {}

  private static void waterJugs() {
    ArrayDeque<Jugs> queue = new ArrayDeque<>();
    Set<Jugs> seen = new HashSet<>();
    queue.add(new Jugs(0, 0));
    int level = 0;
    while (!queue.isEmpty()) {
      for (int i = queue.size(); i > 0; i--) {
        Jugs jugs = queue.remove();
        if (jugs.a() == 4 || jugs.b() == 4) {
          System.out.println("jugs " + level + " " + jugs);
          return;
        }
        if (seen.add(jugs)) {
          int pour = Math.min(jugs.a(), 5 - jugs.b());
          int back = Math.min(jugs.b(), 3 - jugs.a());
          queue.addAll(
              List.of(
                  new Jugs(3, jugs.b()),
                  new Jugs(jugs.a(), 5),
                  new Jugs(0, jugs.b()),
                  new Jugs(jugs.a(), 0),
                  new Jugs(jugs.a() - pour, jugs.b() + pour),
                  new Jugs(jugs.a() + back, jugs.b() - back)));
        }
      }
      level++;
    }
  }

  private static void magicSquare(int n) {
    int[][] square = new int[n][n];
    for (int i = 1, row = 0, column = n / 2; i <= n * n; i++) {
      square[row][column] = i;
      int up = (row + n - 1) % n;
      int right = (column + 1) % n;
      if (square[up][right] != 0) {
        row = (row + 1) % n;
      } else {
        row = up;
        column = right;
      }
    }
    System.out.println("magic " + Arrays.toString(square[0]) + Arrays.stream(square[3]).sum());
  }

  private static void spiral(int n) {
    int[][] grid = new int[n][n];
    int[] dx = {0, 1, 0, -1};
    int[] dy = {1, 0, -1, 0};
    int x = 0;
    int y = 0;
    int direction = 0;
    for (int i = 1; i <= n * n; i++) {
      grid[x][y] = i;
      int nextX = x + dx[direction];
      int nextY = y + dy[direction];
      if (nextX < 0 || nextY < 0 || nextX >= n || nextY >= n || grid[nextX][nextY] != 0) {
        direction = (direction + 1) % 4;
        nextX = x + dx[direction];
        nextY = y + dy[direction];
      }
      x = nextX;
      y = nextY;
    }
    System.out.println(Arrays.deepToString(grid));
  }
}
