package org.demitasse.conformance.algorithms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON reader and writer with positions in its error messages. */
public final class JsonParser {
  private sealed interface Json {}

  private record Text(String value) implements Json {}

  private record Numeric(double value) implements Json {}

  private record Flag(boolean value) implements Json {}

  private enum Nothing implements Json {
    NULL
  }

  private record Sequence(List<Json> elements) implements Json {}

  private record Mapping(Map<String, Json> members) implements Json {}

  private static final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SyntaxException(String message, int line, int column) {
      super(line + ":" + column + ": " + message);
    }
  }

  private final String source;
  private int position;

  private JsonParser(String source) {
    this.source = source;
  }

  private static Json parse(String source) {
    JsonParser parser = new JsonParser(source);
    Json result = parser.value();
    parser.blank();
    if (parser.position < source.length()) {
      throw parser.failure("end of text expected, found '" + source.charAt(parser.position) + "'");
    }
    return result;
  }

  private SyntaxException failure(String message) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < position && i < source.length(); i++) {
      if (source.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new SyntaxException(message, line, column);
  }

  private void blank() {
    while (position < source.length() && " \t\r\n".indexOf(source.charAt(position)) >= 0) {
      position++;
    }
  }

  private char peek() {
    blank();
    if (position >= source.length()) {
      throw failure("unexpected end");
    }
    return source.charAt(position);
  }

  private void expect(String text) {
    if (!source.startsWith(text, position)) {
      throw failure("'" + text + "' expected");
    }
    position += text.length();
  }

  private Json value() {
    return switch (peek()) {
      case '{' -> mapping();
      case '[' -> sequence();
      case '"' -> new Text(text());
      case 't' -> {
        expect("true");
        yield new Flag(true);
      }
      case 'f' -> {
        expect("false");
        yield new Flag(false);
      }
      case 'n' -> {
        expect("null");
        yield Nothing.NULL;
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw failure("value expected, found '" + source.charAt(position) + "'");
    };
  }

  private Numeric number() {
    int start = position;
    while (position < source.length() && "+-.eE0123456789".indexOf(source.charAt(position)) >= 0) {
      position++;
    }
    String text = source.substring(start, position);
    try {
      return new Numeric(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      position = start;
      throw failure("bad number " + text);
    }
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    position++;
    while (true) {
      if (position >= source.length()) {
        throw failure("unterminated string");
      }
      char c = source.charAt(position++);
      if (c == '"') {
        return out.toString();
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = source.charAt(position++);
      switch (escape) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case '"', '\\', '/' -> out.append(escape);
        case 'u' -> {
          out.append((char) Integer.parseInt(source.substring(position, position + 4), 16));
          position += 4;
        }
        default -> {
          position--;
          throw failure("bad escape \\" + escape);
        }
      }
    }
  }

  private Sequence sequence() {
    List<Json> elements = new ArrayList<>();
    position++;
    if (peek() == ']') {
      position++;
      return new Sequence(elements);
    }
    while (true) {
      elements.add(value());
      char c = peek();
      position++;
      if (c == ']') {
        return new Sequence(elements);
      }
      if (c != ',') {
        position--;
        throw failure("',' or ']' expected");
      }
    }
  }

  private Mapping mapping() {
    Map<String, Json> members = new LinkedHashMap<>();
    position++;
    if (peek() == '}') {
      position++;
      return new Mapping(members);
    }
    while (true) {
      if (peek() != '"') {
        throw failure("name expected");
      }
      String name = text();
      peek();
      expect(":");
      if (members.put(name, value()) != null) {
        throw failure("duplicate name " + name);
      }
      char c = peek();
      position++;
      if (c == '}') {
        return new Mapping(members);
      }
      if (c != ',') {
        position--;
        throw failure("',' or '}' expected");
      }
    }
  }

  private static void write(Json json, StringBuilder out) {
    switch (json) {
      case Text(String value) -> quote(value, out);
      case Numeric(double value) when value == Math.floor(value) && Math.abs(value) < 1e15 ->
          out.append((long) value);
      case Numeric(double value) -> out.append(value);
      case Flag(boolean value) -> out.append(value);
      case Nothing nothing -> out.append("null");
      case Sequence(List<Json> elements) -> {
        out.append('[');
        String separator = "";
        for (Json element : elements) {
          out.append(separator);
          write(element, out);
          separator = ",";
        }
        out.append(']');
      }
      case Mapping(Map<String, Json> members) -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Json> member : members.entrySet()) {
          out.append(separator);
          quote(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          separator = ",";
        }
        out.append('}');
      }
    }
  }

  private static void quote(String s, StringBuilder out) {
    out.append('"');
    for (char c : s.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < 32 || c > 126) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static double total(Json json) {
    return switch (json) {
      case Numeric n -> n.value();
      case Sequence s -> s.elements().stream().mapToDouble(JsonParser::total).sum();
      case Mapping m -> m.members().values().stream().mapToDouble(JsonParser::total).sum();
      case Text t -> t.value().length() / 100.0;
      case Flag f -> f.value() ? 1000 : 0;
      case Nothing n -> 0.5;
    };
  }

  public static void main(String[] args) {
    String[] documents = {
      "{}",
      "[]",
      " [1, -2.5e3, true, false, null, \"a\\n\\\"b\\\" \\u20ac\\/\"] ",
      "{\"name\": \"x\", \"list\": [[], [[1]], {\"k\": {\"d\": 0.1}}], \"e\": \"\"}",
      "12345678901234567890",
      "{\"a\" 1}",
      "[1, 2",
      "[1 2]",
      "{\n  \"a\": tru\n}",
      "{\"a\": 1, \"a\": 2}",
      "\"open",
      "\"bad \\q\"",
      "1-2",
      "[1],",
      "",
      "@",
    };
    for (String document : documents) {
      try {
        Json json = parse(document);
        StringBuilder out = new StringBuilder();
        write(json, out);
        StringBuilder again = new StringBuilder();
        write(parse(out.toString()), again);
        System.out.println(
            out
                + " "
                + total(json)
                + " "
                + out.toString().equals(again.toString())
                + " "
                + json.equals(parse(out.toString())));
      } catch (SyntaxException e) {
        System.out.println("refused " + e.getMessage());
      }
    }
    StringBuilder big = new StringBuilder("[");
    for (int i = 0; i < 300; i++) {
      big.append(i == 0 ? "" : ",")
          .append("{\"id\":")
          .append(i)
          .append(",\"tags\":[\"t")
          .append(i % 7)
          .append("\",")
          .append(i * 0.25)
          .append("]}");
    }
    StringBuilder out = new StringBuilder();
    write(parse(big.append(']').toString()), out);
    System.out.println(out.length() + " " + out.toString().hashCode());
  }
}
