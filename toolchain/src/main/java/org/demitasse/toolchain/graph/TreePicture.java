package org.demitasse.toolchain.graph;

import org.demitasse.xml.XmlElement;
import org.demitasse.xml.XmlWriter;

/**
 * Draws the tree that a configuration of init describes, as SVG: children as boxes inside of their
 * parent, routes as arrows with the names of the services.
 *
 * <p>Boxes of one parent stand in a column of equal widths. To the right of it is room for the
 * words on the arrows, and behind that a lane for each arrow to go up or down in. Every arrow
 * leaves its box in a row of its own and enters the other in the row for all that arrive, so words
 * never stand on each other, and a line crosses others only at right angles.
 */
public final class TreePicture {
  static final int ROW = 20;
  static final int MARGIN = 12;
  static final int LANE = 12;
  static final int TEXT_HEIGHT = 12;

  private static final String[] COLOURS = {
    "#1b5e9e", "#b3541e", "#2e7d32", "#7b1fa2", "#a31545", "#00695c", "#5d4037", "#455a64"
  };

  private final XmlWriter out = new XmlWriter();
  private int colour;

  private TreePicture() {}

  /**
   * Returns the picture.
   *
   * @param title what stands above the outermost box
   * @param config the element {@code <config>} of a sound configuration
   */
  public static String draw(String title, XmlElement config) {
    return new TreePicture().picture(title, Column.of(config));
  }

  /** Width of a text in the font of the picture, a little generous. */
  static int width(String text) {
    return (text.length() * 15 + 1) / 2;
  }

  private String picture(String title, Column column) {
    int width = Math.max(column.width(), width(title)) + 2 * MARGIN;
    int height = column.height() + ROW + 2 * MARGIN;
    out.start("svg")
        .attribute("xmlns", "http://www.w3.org/2000/svg")
        .attribute("width", width)
        .attribute("height", height)
        .attribute("viewBox", "0 0 " + width + " " + height)
        .attribute("font-family", "DejaVu Sans Mono, Liberation Mono, monospace")
        .attribute("font-size", TEXT_HEIGHT);
    rectangle(0, 0, width, height, "#ffffff", "none");
    text(MARGIN, MARGIN + TEXT_HEIGHT, "#000000", title, true);
    column(column, MARGIN, MARGIN + ROW);
    return out.end().toString();
  }

  private void column(Column column, int left, int top) {
    for (Column.Box each : column.boxes()) {
      box(column, each, left, top);
    }
    int right = left + column.boxWidth();
    int lane = right + column.labelWidth();
    for (Column.Arrow each : column.arrows()) {
      lane += LANE;
      arrow(each, right, lane, top);
    }
  }

  private void box(Column column, Column.Box box, int left, int top) {
    out.start("g");
    rectangle(
        left,
        top + box.top(),
        column.boxWidth(),
        box.height(),
        box.isParent() ? "#eceff1" : "#fffde7",
        "#546e7a");
    int baseline = top + box.top() + MARGIN / 2 + TEXT_HEIGHT;
    text(left + MARGIN, baseline, "#000000", box.name(), true);
    for (String each : box.details()) {
      baseline += ROW;
      text(left + MARGIN, baseline, "#455a64", each, false);
    }
    if (box.inner().isPresent()) {
      column(box.inner().get(), left + MARGIN, top + box.top() + box.innerTop());
    }
    out.end();
  }

  private void arrow(Column.Arrow arrow, int right, int lane, int top) {
    String stroke = COLOURS[colour++ % COLOURS.length];
    int from = top + arrow.startRow();
    int to = top + arrow.endRow();
    out.start("path")
        .attribute("d", "M" + right + " " + from + "H" + lane + "V" + to + "H" + (right + 1))
        .attribute("fill", "none")
        .attribute("stroke", stroke)
        .end();
    out.start("path")
        .attribute("d", "M" + right + " " + to + "l9 -4v8z")
        .attribute("fill", stroke)
        .end();
    text(right + MARGIN, from - 3, stroke, arrow.label(), false);
  }

  private void rectangle(int x, int y, int width, int height, String fill, String stroke) {
    out.start("rect")
        .attribute("x", x)
        .attribute("y", y)
        .attribute("width", width)
        .attribute("height", height)
        .attribute("rx", 3)
        .attribute("fill", fill)
        .attribute("stroke", stroke)
        .end();
  }

  private void text(int x, int y, String fill, String words, boolean bold) {
    out.start("text").attribute("x", x).attribute("y", y).attribute("fill", fill);
    if (bold) {
      out.attribute("font-weight", "bold");
    }
    out.text(words).end();
  }
}
