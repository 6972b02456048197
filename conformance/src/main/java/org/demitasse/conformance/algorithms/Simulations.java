package org.demitasse.conformance.algorithms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** An event simulation, planets, a bank, an elevator, cellular automata. */
public final class Simulations {
  private Simulations() {}

  public static void main(String[] args) {
    planets();
    events();
    bank();
    automaton(30);
    automaton(110);
    spectralNorm();
    fannkuch(7);
    newton();
    inventory();
  }

  private static final class Body {
    double x;
    double y;
    double z;
    double vx;
    double vy;
    double vz;
    final double mass;

    Body(double x, double y, double z, double vx, double vy, double vz, double mass) {
      this.x = x;
      this.y = y;
      this.z = z;
      this.vx = vx;
      this.vy = vy;
      this.vz = vz;
      this.mass = mass;
    }
  }

  private static void planets() {
    Body[] bodies = {
      new Body(0, 0, 0, 0, 0, 0, 39.47841760435743),
      new Body(
          4.84143144246472,
          -1.16032004402743,
          -0.103622044471123,
          0.606326392995832,
          2.81198684491626,
          -0.02521836165988763,
          0.03769367487038949),
      new Body(
          8.34336671824458,
          4.1247985641243,
          -0.403523417114321,
          -1.01077434617879,
          1.82566237123041,
          0.008415761376584154,
          0.011286326131968767),
      new Body(
          12.8943695621391,
          -15.1111514016986,
          -0.223307578892656,
          1.08279100644153,
          0.868713018169608,
          -0.010832637401363636,
          0.0017237240570597112),
    };
    for (int step = 0; step < 500; step++) {
      for (int i = 0; i < bodies.length; i++) {
        Body a = bodies[i];
        for (int j = i + 1; j < bodies.length; j++) {
          Body b = bodies[j];
          double dx = a.x - b.x;
          double dy = a.y - b.y;
          double dz = a.z - b.z;
          double d2 = dx * dx + dy * dy + dz * dz;
          double magnitude = 0.01 / (d2 * Math.sqrt(d2));
          a.vx -= dx * b.mass * magnitude;
          a.vy -= dy * b.mass * magnitude;
          a.vz -= dz * b.mass * magnitude;
          b.vx += dx * a.mass * magnitude;
          b.vy += dy * a.mass * magnitude;
          b.vz += dz * a.mass * magnitude;
        }
      }
      for (Body body : bodies) {
        body.x += 0.01 * body.vx;
        body.y += 0.01 * body.vy;
        body.z += 0.01 * body.vz;
      }
    }
    for (Body body : bodies) {
      System.out.println(body.x + " " + body.y + " " + body.z);
    }
  }

  private interface Event {
    void run(long now);
  }

  private record Scheduled(long time, int order, Event event) {}

  private static final class Simulator {
    private final PriorityQueue<Scheduled> queue =
        new PriorityQueue<>(
            Comparator.comparingLong(Scheduled::time).thenComparingInt(Scheduled::order));
    private int order;
    private int processed;

    void at(long time, Event event) {
      queue.add(new Scheduled(time, order++, event));
    }

    void run() {
      while (!queue.isEmpty() && processed < 5000) {
        Scheduled next = queue.remove();
        processed++;
        next.event().run(next.time());
      }
    }
  }

  private static void events() {
    Simulator simulator = new Simulator();
    long[] statistics = new long[4];
    int[] waiting = {0};
    boolean[] busy = {false};
    Event[] finish = new Event[1];
    Event begin =
        now -> {
          busy[0] = true;
          simulator.at(now + 3 + now % 5, finish[0]);
        };
    finish[0] =
        now -> {
          statistics[0]++;
          statistics[1] += now;
          busy[0] = false;
          if (waiting[0] > 0) {
            waiting[0]--;
            begin.run(now);
          }
        };
    for (int i = 0; i < 300; i++) {
      int customer = i;
      simulator.at(
          i * 5L + i * i % 7,
          now -> {
            if (busy[0]) {
              waiting[0]++;
              statistics[2] = Math.max(statistics[2], waiting[0]);
            } else {
              begin.run(now);
            }
            statistics[3] += customer * now;
          });
    }
    simulator.run();
    System.out.println("events " + Arrays.toString(statistics) + " " + simulator.processed);
  }

  private static final class InsufficientFunds extends Exception {
    private static final long serialVersionUID = 1;

    InsufficientFunds(String account, long missing) {
      super(account + " lacks " + missing);
    }
  }

  private static final class Bank {
    private final Map<String, Long> accounts = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();

    void deposit(String account, long amount) {
      accounts.merge(account, amount, Long::sum);
    }

    void transfer(String from, String to, long amount) throws InsufficientFunds {
      long balance = accounts.getOrDefault(from, 0L);
      if (balance < amount) {
        throw new InsufficientFunds(from, amount - balance);
      }
      accounts.put(from, balance - amount);
      deposit(to, amount);
      journal.add(from + "->" + to + ":" + amount);
    }
  }

  private static void bank() {
    Bank bank = new Bank();
    bank.deposit("ann", 1000);
    bank.deposit("bob", 50);
    int refused = 0;
    String last = "";
    for (int i = 0; i < 40; i++) {
      try {
        bank.transfer(i % 3 == 0 ? "ann" : "bob", i % 2 == 0 ? "cid" : "ann", i * 13 % 97);
      } catch (InsufficientFunds e) {
        refused++;
        last = e.getMessage();
      }
    }
    System.out.println(
        bank.accounts
            + " "
            + refused
            + " "
            + last
            + " "
            + bank.journal.size()
            + " "
            + bank.journal.hashCode());
  }

  private static void automaton(int rule) {
    boolean[] cells = new boolean[61];
    cells[30] = true;
    for (int generation = 0; generation < 12; generation++) {
      StringBuilder line = new StringBuilder();
      boolean[] next = new boolean[cells.length];
      for (int i = 0; i < cells.length; i++) {
        line.append(cells[i] ? '#' : '.');
        int pattern =
            (cells[(i + 60) % 61] ? 4 : 0) | (cells[i] ? 2 : 0) | (cells[(i + 1) % 61] ? 1 : 0);
        next[i] = (rule >> pattern & 1) == 1;
      }
      System.out.println(line);
      cells = next;
    }
  }

  private static double element(int i, int j) {
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
  }

  private static double[] multiply(double[] v, boolean transposed) {
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        result[i] += (transposed ? element(j, i) : element(i, j)) * v[j];
      }
    }
    return result;
  }

  private static void spectralNorm() {
    double[] u = new double[40];
    Arrays.fill(u, 1);
    double[] v = u;
    for (int i = 0; i < 10; i++) {
      v = multiply(multiply(u, false), true);
      u = multiply(multiply(v, false), true);
    }
    double vBv = 0;
    double vv = 0;
    for (int i = 0; i < u.length; i++) {
      vBv += u[i] * v[i];
      vv += v[i] * v[i];
    }
    System.out.println("norm " + Math.sqrt(vBv / vv));
  }

  private static void fannkuch(int n) {
    int[] permutation = new int[n];
    int[] count = new int[n];
    for (int i = 0; i < n; i++) {
      permutation[i] = i;
    }
    int maximum = 0;
    int checksum = 0;
    for (int number = 0, r = n; ; number++) {
      while (r != 1) {
        count[r - 1] = r;
        r--;
      }
      int[] p = permutation.clone();
      int flips = 0;
      for (int k = p[0]; k != 0; k = p[0]) {
        for (int i = 0, j = k; i < j; i++, j--) {
          int t = p[i];
          p[i] = p[j];
          p[j] = t;
        }
        flips++;
      }
      maximum = Math.max(maximum, flips);
      checksum += number % 2 == 0 ? flips : -flips;
      while (true) {
        if (r == n) {
          System.out.println("fannkuch " + checksum + " " + maximum);
          return;
        }
        int first = permutation[0];
        System.arraycopy(permutation, 1, permutation, 0, r);
        permutation[r] = first;
        if (--count[r] > 0) {
          break;
        }
        r++;
      }
    }
  }

  private static void newton() {
    double x = 1;
    for (int i = 0; i < 8; i++) {
      x = x - (x * x * x - 2 * x - 5) / (3 * x * x - 2);
      System.out.print(x + " ");
    }
    System.out.println();
    float root = 1;
    for (int i = 0; i < 6; i++) {
      root = (root + 2 / root) / 2;
    }
    System.out.println(root);
  }

  private enum Kind {
    TOOL,
    FOOD,
    TOY
  }

  private record Product(String name, Kind kind, int price, int stock) {
    Product sell(int n) {
      if (n > stock) {
        throw new IllegalStateException("only " + stock + " of " + name);
      }
      return new Product(name, kind, price, stock - n);
    }
  }

  private static void inventory() {
    Map<String, Product> products = new LinkedHashMap<>();
    for (Product product :
        List.of(
            new Product("saw", Kind.TOOL, 1999, 4),
            new Product("apple", Kind.FOOD, 49, 200),
            new Product("robot", Kind.TOY, 2500, 2))) {
      products.put(product.name(), product);
    }
    String[] orders = {
      "apple 30", "robot 1", "saw 5", "robot 2", "apple 170", "ghost 1", "apple 1"
    };
    for (String order : orders) {
      String[] parts = order.split(" ");
      try {
        Product updated =
            products.computeIfPresent(
                parts[0], (name, product) -> product.sell(Integer.parseInt(parts[1])));
        System.out.println(updated == null ? "no " + parts[0] : updated.toString());
      } catch (IllegalStateException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
    int value = 0;
    for (Product product : products.values()) {
      value +=
          product.price()
              * product.stock()
              * switch (product.kind()) {
                case TOOL -> 2;
                case FOOD -> 1;
                case TOY -> 3;
              };
    }
    System.out.println("value " + value);
  }
}
