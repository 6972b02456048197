package org.demitasse.xml;

import java.util.Random;

/** Documents that are well-formed, and the same with a few places changed. */
final class RandomDocuments {
  /** What is put into documents: everything that the syntax is made of, and some that it lacks. */
  private static final String[] SNIPPETS = {
    "<",
    ">",
    "/",
    "/>",
    "</",
    "</a>",
    "<a>",
    "<a/>",
    "=",
    "\"",
    "'",
    "&",
    ";",
    "&amp;",
    "&lt;",
    "&#",
    "&#65;",
    "&#x41;",
    "&#x110000;",
    "&#xD800;",
    "&#0;",
    "&#13;",
    "&unknown;",
    "<!--",
    "-->",
    "--",
    "-",
    "<![CDATA[",
    "]]>",
    "]]",
    "]",
    "<?",
    "?>",
    "?",
    "<?xml version='1.0'?>",
    "<?xml ?>",
    "<?XML ?>",
    "<?p:q ?>",
    "<?xml-x y?>",
    "<!",
    "!",
    "<!DOCTYPE a>",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "a",
    "b",
    "1",
    ":",
    "a:b",
    "xml:lang='x'",
    "xmlns:p='u'",
    " xmlns:p='u' p:c='1'",
    " p:c='1'",
    "xmlns='v'",
    " xmlns:p=''",
    " xmlns:xml='u'",
    ".",
    "_",
    "ä",
    "×",
    "\uD83D\uDE00",
    "\uD83D",
    "\uFFFE",
    "\u0001",
    "\u007F",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "version",
    "encoding='UTF-8'",
    " standalone='yes'",
    " xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='t'",
  };

  private final Random random;

  RandomDocuments(Random random) {
    this.random = random;
  }

  String wellFormed() {
    StringBuilder text = new StringBuilder();
    switch (random.nextInt(5)) {
      case 0 -> text.append("<?xml version=\"1.0\"?>");
      case 1 -> text.append("<?xml version='1.0' encoding='UTF-8' standalone='no' ?>");
      default -> {
        // No declaration.
      }
    }
    around(text);
    element(text, 0);
    around(text);
    return text.toString();
  }

  /** Changes one to three places. */
  String mutated() {
    StringBuilder text = new StringBuilder(wellFormed());
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(4));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, snippet());
        case 2 -> text.replace(from, to, snippet());
        default -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
      }
    }
    return text.toString();
  }

  private void element(StringBuilder text, int depth) {
    String name = name();
    text.append('<').append(name);
    int attributes = random.nextInt(3);
    for (int i = 0; i < attributes; i++) {
      char quote = random.nextBoolean() ? '"' : '\'';
      space(text.append(' '));
      text.append(name()).append(i);
      space(text);
      text.append('=');
      space(text);
      text.append(quote);
      characters(text, quote);
      text.append(quote);
    }
    space(text);
    if (random.nextInt(4) == 0) {
      text.append("/>");
      return;
    }
    text.append('>');
    for (int parts = random.nextInt(5); parts > 0; parts--) {
      switch (random.nextInt(depth < 5 ? 5 : 3)) {
        case 0 -> characters(text, '<');
        case 1 -> aside(text);
        case 2 -> text.append("<![CDATA[a<b&c ]] ]>]]>");
        default -> element(text, depth + 1);
      }
    }
    text.append("</").append(name);
    space(text);
    text.append('>');
  }

  private void characters(StringBuilder text, char end) {
    for (int count = random.nextInt(6); count > 0; count--) {
      switch (random.nextInt(8)) {
        case 0 -> text.append("&amp;&lt;&gt;&quot;&apos;");
        case 1 -> text.append("&#").append(random.nextBoolean() ? "x1F600;" : "10;");
        case 2 -> text.append(end == '"' ? "'" : end == '\'' ? "\"" : "'\"=>");
        case 3 -> text.append("äöü\uD83D\uDE00");
        case 4 -> space(text);
        default -> text.append(name());
      }
    }
  }

  private void around(StringBuilder text) {
    for (int count = random.nextInt(3); count > 0; count--) {
      space(text);
      aside(text);
      space(text);
    }
  }

  private void aside(StringBuilder text) {
    text.append(
        switch (random.nextInt(4)) {
          case 0 -> "<!-- a - b <c> &d; -->";
          case 1 -> "<!---->";
          case 2 -> "<?p?>";
          default -> "<?p <a> ? > &x; ?>";
        });
  }

  private void space(StringBuilder text) {
    text.append(
        switch (random.nextInt(8)) {
          case 0 -> " ";
          case 1 -> "\n";
          case 2 -> "\r\n ";
          case 3 -> "\r\t";
          default -> "";
        });
  }

  private String name() {
    return new String[] {"a", "b", "c.d", "_e-f", "g1", "hä", "start", "config"}[random.nextInt(8)];
  }

  private String snippet() {
    return SNIPPETS[random.nextInt(SNIPPETS.length)];
  }
}
