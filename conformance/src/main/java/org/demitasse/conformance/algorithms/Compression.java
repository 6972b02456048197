package org.demitasse.conformance.algorithms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** LZ77, LZW, run lengths, Huffman and Burrows-Wheeler, forth and back. */
public final class Compression {
  private Compression() {}

  public static void main(String[] args) {
    StringBuilder text = new StringBuilder();
    int state = 17;
    for (int i = 0; i < 300; i++) {
      state = state * 1103515245 + 12345;
      text.append(
          List.of("the ", "cat ", "sat ", "on ", "a ", "mat. ", "compression ", "ababab ")
              .get(state >>> 28 & 7));
    }
    String[] inputs = {
      "", "a", "aaaaaaaaaaaaaaaaaaaaaaaa", "abcabcabcabcabcx", "no repetition", text.toString()
    };
    for (String input : inputs) {
      byte[] data = new byte[input.length()];
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) input.charAt(i);
      }
      byte[] lz = compress(data);
      System.out.print(
          data.length
              + " lz "
              + lz.length
              + " "
              + Arrays.hashCode(lz)
              + " "
              + Arrays.equals(decompress(lz), data));
      List<Integer> codes = lzw(input);
      System.out.print(
          " lzw " + codes.size() + " " + codes.hashCode() + " " + unlzw(codes).equals(input));
      String runs = runs(input);
      System.out.print(" runs " + runs.length());
      System.out.println(" huffman " + huffman(input));
    }
    String transformed = transform("bananas and ananas");
    System.out.println(transformed + " " + restore(transformed));
  }

  private static byte[] compress(byte[] data) {
    byte[] out = new byte[data.length * 2 + 4];
    int n = 0;
    Map<Integer, Integer> last = new HashMap<>();
    for (int i = 0; i < data.length; ) {
      int length = 0;
      int distance = 0;
      if (i + 3 <= data.length) {
        int key = data[i] << 16 | data[i + 1] << 8 | data[i + 2];
        Integer found = last.put(key, i);
        if (found != null && i - found < 256) {
          distance = i - found;
          while (i + length < data.length
              && length < 255
              && data[found + length] == data[i + length]) {
            length++;
          }
        }
      }
      if (length >= 3) {
        out[n++] = 1;
        out[n++] = (byte) distance;
        out[n++] = (byte) length;
        i += length;
      } else {
        out[n++] = 0;
        out[n++] = data[i++];
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static byte[] decompress(byte[] data) {
    byte[] out = new byte[16];
    int n = 0;
    for (int i = 0; i < data.length; ) {
      int needed = data[i] == 0 ? 1 : data[i + 2] & 0xff;
      if (n + needed > out.length) {
        out = Arrays.copyOf(out, (n + needed) * 2);
      }
      if (data[i] == 0) {
        out[n++] = data[i + 1];
        i += 2;
      } else {
        int from = n - (data[i + 1] & 0xff);
        for (int k = 0; k < needed; k++) {
          out[n++] = out[from + k];
        }
        i += 3;
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static List<Integer> lzw(String text) {
    Map<String, Integer> dictionary = new HashMap<>();
    for (int i = 0; i < 256; i++) {
      dictionary.put("" + (char) i, i);
    }
    List<Integer> out = new ArrayList<>();
    String current = "";
    for (char c : text.toCharArray()) {
      String longer = current + c;
      if (dictionary.containsKey(longer)) {
        current = longer;
      } else {
        out.add(dictionary.get(current));
        dictionary.put(longer, dictionary.size());
        current = "" + c;
      }
    }
    if (!current.isEmpty()) {
      out.add(dictionary.get(current));
    }
    return out;
  }

  private static String unlzw(List<Integer> codes) {
    if (codes.isEmpty()) {
      return "";
    }
    Map<Integer, String> dictionary = new HashMap<>();
    for (int i = 0; i < 256; i++) {
      dictionary.put(i, "" + (char) i);
    }
    String last = dictionary.get(codes.get(0));
    StringBuilder out = new StringBuilder(last);
    for (int code : codes.subList(1, codes.size())) {
      String entry = dictionary.containsKey(code) ? dictionary.get(code) : last + last.charAt(0);
      out.append(entry);
      dictionary.put(dictionary.size(), last + entry.charAt(0));
      last = entry;
    }
    return out.toString();
  }

  private static String runs(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int j = i;
      while (j < text.length() && text.charAt(j) == text.charAt(i)) {
        j++;
      }
      out.append(j - i).append(text.charAt(i));
      i = j;
    }
    return out.toString();
  }

  private static final class Node implements Comparable<Node> {
    final int weight;
    final char symbol;
    final Node zero;
    final Node one;
    final int order;

    Node(int weight, char symbol, Node zero, Node one, int order) {
      this.weight = weight;
      this.symbol = symbol;
      this.zero = zero;
      this.one = one;
      this.order = order;
    }

    @Override
    public int compareTo(Node other) {
      return weight != other.weight
          ? Integer.compare(weight, other.weight)
          : Integer.compare(order, other.order);
    }

    void codes(String prefix, Map<Character, String> codes) {
      if (zero == null) {
        codes.put(symbol, prefix.isEmpty() ? "0" : prefix);
      } else {
        zero.codes(prefix + "0", codes);
        one.codes(prefix + "1", codes);
      }
    }
  }

  private static String huffman(String text) {
    if (text.isEmpty()) {
      return "-";
    }
    TreeMap<Character, Integer> weights = new TreeMap<>();
    for (char c : text.toCharArray()) {
      weights.merge(c, 1, Integer::sum);
    }
    PriorityQueue<Node> queue = new PriorityQueue<>();
    int order = 0;
    for (Map.Entry<Character, Integer> entry : weights.entrySet()) {
      queue.add(new Node(entry.getValue(), entry.getKey(), null, null, order++));
    }
    while (queue.size() > 1) {
      Node a = queue.remove();
      Node b = queue.remove();
      queue.add(new Node(a.weight + b.weight, '\0', a, b, order++));
    }
    Node root = queue.remove();
    Map<Character, String> codes = new TreeMap<>();
    root.codes("", codes);
    StringBuilder bits = new StringBuilder();
    for (char c : text.toCharArray()) {
      bits.append(codes.get(c));
    }
    StringBuilder decoded = new StringBuilder();
    Node at = root;
    for (char bit : bits.toString().toCharArray()) {
      if (root.zero != null) {
        at = bit == '0' ? at.zero : at.one;
      }
      if (at.zero == null) {
        decoded.append(at.symbol);
        at = root;
      }
    }
    return bits.length() + " " + bits.toString().hashCode() + " " + decoded.toString().equals(text);
  }

  private static String transform(String text) {
    String marked = text + "\u0001";
    String[] rotations = new String[marked.length()];
    for (int i = 0; i < rotations.length; i++) {
      rotations[i] = marked.substring(i) + marked.substring(0, i);
    }
    Arrays.sort(rotations);
    StringBuilder out = new StringBuilder();
    for (String rotation : rotations) {
      out.append(rotation.charAt(rotation.length() - 1));
    }
    return out.toString().replace('\u0001', '$');
  }

  private static String restore(String transformed) {
    String text = transformed.replace('$', '\u0001');
    String[] table = new String[text.length()];
    Arrays.fill(table, "");
    for (int round = 0; round < table.length; round++) {
      for (int i = 0; i < table.length; i++) {
        table[i] = text.charAt(i) + table[i];
      }
      Arrays.sort(table);
    }
    for (String row : table) {
      if (row.endsWith("\u0001")) {
        return row.substring(0, row.length() - 1);
      }
    }
    return "?";
  }
}
