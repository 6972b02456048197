package org.demitasse.devicetree.source;

import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statements of a source and puts the tree together. A statement that makes no sense is
 * reported and passed over, so that the next mistake is found too.
 */
final class SourceParser {
  private static final String RESERVE = "/memreserve/";
  private static final String DELETE_NODE = "/delete-node/";
  private static final String DELETE_PROPERTY = "/delete-property/";
  private static final String OMIT = "/omit-if-no-ref/";

  private final Scanner scanner;
  private final Problems problems;
  private final Expressions expressions;
  private final SourceTree tree;

  /** Whether a node was defined: deletions and references come behind the first. */
  private boolean begun;

  SourceParser(Scanner scanner, Problems problems) {
    this.scanner = scanner;
    this.problems = problems;
    expressions = new Expressions(scanner, problems);
    tree = new SourceTree(scanner.place());
  }

  SourceTree parse() {
    recover(this::headers);
    while (!problems.isFull() && peek() != Scanner.END) {
      if (!recover(this::topLevel) && peek() == '}') {
        recover(this::closeNothing);
      }
    }
    if (!begun && problems.isEmpty()) {
      problems.report(scanner.place(), "expected / { ... }; found no node");
    }
    return tree;
  }

  /** Passes over a brace that closes nothing, which was reported as what was not expected. */
  private void closeNothing() {
    scanner.accept('}');
    scanner.accept(';');
  }

  /** Returns the next character; a comment without an end is reported and is the end. */
  private int peek() {
    while (true) {
      try {
        return scanner.peek();
      } catch (SyntaxException reported) {
        // What was wrong is passed over.
      }
    }
  }

  private boolean recover(Runnable statement) {
    try {
      expressions.reset();
      statement.run();
      return true;
    } catch (SyntaxException reported) {
      scanner.skipStatement();
      return false;
    }
  }

  private void headers() {
    if (!scanner.acceptKeyword("/dts-v1/")) {
      throw scanner.unexpected("/dts-v1/; at the start");
    }
    boolean first = true;
    do {
      scanner.expect(';', "/dts-v1/");
      Place place = scanner.place();
      boolean plugin = scanner.acceptKeyword("/plugin/");
      if (plugin) {
        scanner.expect(';', "/plugin/");
      }
      if (!first && plugin != tree.plugin) {
        problems.report(place, "the header before " + (plugin ? "has no" : "has") + " /plugin/");
      }
      tree.plugin = plugin;
      first = false;
    } while (scanner.acceptKeyword("/dts-v1/"));
  }

  private void topLevel() {
    Place place = place();
    if (scanner.looksAtKeyword(RESERVE)) {
      reservation();
    } else if (scanner.acceptKeyword(DELETE_NODE)) {
      SourceNode node = existing();
      scanner.expect(';', DELETE_NODE);
      if (node == tree.root()) {
        problems.report(place, "the root node cannot be deleted");
      } else if (node != null) {
        node.delete();
      }
    } else if (scanner.acceptKeyword(OMIT)) {
      SourceNode node = existing();
      scanner.expect(';', OMIT);
      if (node != null) {
        node.omittedIfUnreferenced = true;
      }
    } else if (scanner.peek() == '&') {
      referred(null, place);
    } else if (scanner.accept('/')) {
      SourceNode definition = definition("", place, 0);
      if (begun) {
        tree.merge(tree.root(), definition);
      } else {
        tree.begin(definition);
      }
      begun = true;
    } else {
      String label = scanner.label();
      if (label == null) {
        throw scanner.unexpected("/ { ... }; or &label { ... }; or " + RESERVE);
      }
      if (scanner.peek() == '&') {
        referred(label, place);
      } else if (isReservation()) {
        reservation();
      } else {
        throw scanner.unexpected("&label { ... }; or " + RESERVE + " behind a label");
      }
    }
  }

  private Place place() {
    scanner.peek();
    return scanner.place();
  }

  /** Whether, behind more labels, memory is reserved. */
  private boolean isReservation() {
    while (scanner.label() != null) {
      // Labels of reservations mean nothing in a blob.
    }
    return scanner.looksAtKeyword(RESERVE);
  }

  private void reservation() {
    Place place = place();
    scanner.acceptKeyword(RESERVE);
    if (begun) {
      problems.report(place, RESERVE + " must stand before the first node");
    }
    long address = expressions.primary("an address behind " + RESERVE);
    long size = expressions.primary("a size behind the address");
    scanner.expect(';', "the size");
    tree.reservations.add(new DeviceTree.MemoryReservation(address, size));
  }

  /** Reads a reference to a node that must be there; null, and reported, if it is not. */
  private @Nullable SourceNode existing() {
    Place place = place();
    String reference = reference();
    SourceNode node = tree.find(reference);
    if (!begun) {
      problems.report(place, "expected / { ... }; first");
    } else if (node == null) {
      problems.report(place, "there is no node " + shown(reference));
    }
    return node;
  }

  private String reference() {
    String reference = scanner.reference();
    if (reference == null) {
      throw scanner.unexpected("&label or &{/path}");
    }
    return reference;
  }

  static String shown(String reference) {
    return reference.startsWith("/") ? "&{" + reference + "}" : "&" + reference;
  }

  private void referred(@Nullable String label, Place place) {
    String reference = reference();
    SourceNode target = begun ? tree.find(reference) : null;
    SourceNode definition = definition("", place, 0);
    boolean fragment = tree.plugin && label == null;
    if (fragment && (target == null || reference.startsWith("/"))) {
      tree.addFragment(reference, definition, place);
    } else if (!begun) {
      problems.report(place, "expected / { ... }; first");
    } else if (target == null) {
      problems.report(place, "there is no node " + shown(reference));
    } else {
      if (label != null) {
        tree.addLabel(target, label);
      }
      tree.merge(target, definition);
    }
    begun = true;
  }

  /** Reads a node from its opening brace to its last semicolon. */
  private SourceNode definition(String name, Place place, int depth) {
    if (depth >= FlattenedDeviceTree.MAXIMUM_DEPTH) {
      throw problems.syntax(
          place, "nodes are nested deeper than " + FlattenedDeviceTree.MAXIMUM_DEPTH + " levels");
    }
    scanner.expect('{', name.isEmpty() ? "/ or a reference" : "the name of the node");
    SourceNode node = new SourceNode(name, place);
    NodeBody body = new NodeBody(node, depth);
    while (!problems.isFull() && peek() != '}') {
      if (peek() == Scanner.END) {
        problems.report(place, "the node has no closing brace");
        return node;
      }
      recover(body::statement);
    }
    scanner.accept('}');
    if (!scanner.accept(';')) {
      try {
        throw scanner.unexpected("';' behind the closing brace of the node");
      } catch (SyntaxException reported) {
        // The semicolon alone is missing: what follows is read.
      }
    }
    return node;
  }

  /** The statements between the braces of a node. */
  private final class NodeBody {
    private final SourceNode node;
    private final int depth;
    private boolean hasNodes;

    NodeBody(SourceNode node, int depth) {
      this.node = node;
      this.depth = depth;
    }

    void statement() {
      SourceValue value = new SourceValue();
      labels(value);
      Place place = place();
      if (scanner.acceptKeyword(DELETE_PROPERTY)) {
        deleted(place, value);
      } else if (scanner.acceptKeyword(DELETE_NODE)) {
        SourceNode child = new SourceNode(scanner.name("the name of a node"), place);
        scanner.expect(';', "the name");
        child.deleted = true;
        add(child, new SourceValue());
      } else if (scanner.acceptKeyword(OMIT)) {
        while (scanner.acceptKeyword(OMIT)) {
          // Once more is as good as once.
        }
        labels(value);
        SourceNode child = subnode(place());
        child.omittedIfUnreferenced = true;
        add(child, value);
      } else {
        named(place, value);
      }
    }

    private void deleted(Place place, SourceValue value) {
      SourceProperty property =
          new SourceProperty(scanner.name("the name of a property"), place, value);
      scanner.expect(';', "the name");
      property.deleted = true;
      add(property);
    }

    private void named(Place place, SourceValue value) {
      String name = scanner.name("a property, a node or '}'");
      int next = scanner.peek();
      if (next == '{') {
        add(definition(name, place, depth + 1), value);
      } else if (next == ';' || next == '=') {
        if (scanner.accept('=')) {
          value(value);
        }
        scanner.expect(';', "the property");
        add(new SourceProperty(name, place, value));
      } else {
        throw scanner.unexpected("'=', ';' or '{' behind \"" + name + "\"");
      }
    }

    private SourceNode subnode(Place place) {
      return definition(scanner.name("the name of a node"), place, depth + 1);
    }

    private void add(SourceNode child, SourceValue labels) {
      hasNodes = true;
      for (int i = labels.labels().size() - 1; i >= 0; i--) {
        child.addLabel(labels.labels().get(i).name());
      }
      node.add(child);
    }

    private void add(SourceProperty property) {
      if (hasNodes) {
        problems.report(
            property.place,
            "the property \"" + property.name + "\" stands behind a node; properties come first");
      }
      node.add(property);
    }
  }

  private void labels(SourceValue value) {
    while (true) {
      Place place = place();
      String label = scanner.label();
      if (label == null) {
        return;
      }
      value.labels().add(new SourceValue.Label(label, place));
    }
  }

  private void value(SourceValue value) {
    do {
      labels(value);
      part(value);
      labels(value);
    } while (scanner.accept(','));
  }

  private void part(SourceValue value) {
    Place place = place();
    byte[] string = scanner.string();
    if (string != null) {
      value.append(string);
      value.appendByte(0);
    } else if (scanner.acceptKeyword("/bits/")) {
      int bits = bits();
      scanner.expect('<', "/bits/");
      array(value, bits);
    } else if (scanner.accept('<')) {
      array(value, 32);
    } else if (scanner.accept('[')) {
      bytes(value);
    } else if (scanner.acceptKeyword("/incbin/")) {
      file(value, place);
    } else if (scanner.peek() == '&') {
      value.appendPath(reference(), place);
    } else {
      throw scanner.unexpected("a value: \"string\", <cells>, [bytes], &label or /incbin/");
    }
  }

  private int bits() {
    Place place = place();
    Long bits = Characters.isDigit(scanner.peek()) ? expressions.optional() : null;
    if (bits == null) {
      throw scanner.unexpected("8, 16, 32 or 64 behind /bits/");
    }
    if (bits == 8 || bits == 16 || bits == 32 || bits == 64) {
      return bits.intValue();
    }
    problems.report(place, "expected 8, 16, 32 or 64 behind /bits/");
    return 32;
  }

  private void array(SourceValue value, int bits) {
    while (true) {
      labels(value);
      if (scanner.accept('>')) {
        return;
      }
      Place place = place();
      if (scanner.peek() == '&') {
        String reference = reference();
        if (bits != 32) {
          problems.report(place, "a reference has 32 bits, an element here " + bits);
        }
        value.appendPhandle(reference, place);
      } else {
        long number = expressions.primary("a number, an expression in parentheses, &label or '>'");
        // Above all bits that there are, either none or, of a negative number, all are set.
        if (bits < 64 && number >>> bits != 0 && number >>> bits != -1L >>> bits) {
          problems.report(
              place,
              "0x" + Long.toHexString(number) + " has more than the element's " + bits + " bits");
        }
        value.appendNumber(number, bits);
      }
    }
  }

  private void bytes(SourceValue value) {
    while (true) {
      labels(value);
      if (scanner.accept(']')) {
        return;
      }
      int next = scanner.hexByte();
      if (next < 0) {
        throw scanner.unexpected("two hexadecimal digits or ']'");
      }
      value.appendByte(next);
    }
  }

  private void file(SourceValue value, Place place) {
    scanner.expect('(', "/incbin/");
    scanner.peek();
    byte[] name = scanner.string();
    if (name == null) {
      throw scanner.unexpected("the name of a file in quotes");
    }
    long offset = 0;
    long size = -1;
    if (scanner.accept(',')) {
      offset = expressions.primary("the offset in the file");
      scanner.expect(',', "the offset");
      size = expressions.primary("the number of bytes");
    }
    scanner.expect(')', "/incbin/(");
    SourceFile file = scanner.file(place, Text.of(name));
    if (file == null) {
      return;
    }
    long length = file.content().length;
    if (Long.compareUnsigned(offset, length) > 0
        || (size != -1 && Long.compareUnsigned(size, length - offset) > 0)) {
      problems.report(
          place,
          "\""
              + Text.of(name)
              + "\" has "
              + length
              + " bytes; expected "
              + (size == -1 ? "" : Long.toUnsignedString(size) + " ")
              + "from "
              + Long.toUnsignedString(offset)
              + " on");
      return;
    }
    int taken = (int) (size == -1 ? length - offset : size);
    if (!value.hasRoomFor(taken)) {
      problems.report(place, "the value has more than " + SourceValue.MOST_BYTES + " bytes");
      return;
    }
    byte[] part = new byte[taken];
    System.arraycopy(file.content(), (int) offset, part, 0, taken);
    value.append(part);
  }
}
