package org.demitasse.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys in, lines out; what the terminal shows is interpreted as a terminal does. */
class LineEditorTest {
  private static final String UP = "\033[A";
  private static final String DOWN = "\033[B";
  private static final String RIGHT = "\033[C";
  private static final String LEFT = "\033[D";

  /** A terminal of one line, with what was above it. */
  private static final class Screen implements LineEditor.Surroundings {
    private final List<String> above = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int cursor;
    private final List<String> lines = new ArrayList<>();

    @Override
    public void show(String text) {
      for (int i = 0; i < text.length(); i++) {
        char next = text.charAt(i);
        if (next == '\r') {
          cursor = 0;
        } else if (next == '\n') {
          above.add(line.toString());
          line.setLength(0);
        } else if (next == '\033') {
          int end = i + 2;
          while (!Character.isLetter(text.charAt(end))) {
            end++;
          }
          String parameter = text.substring(i + 2, end);
          sequence(text.charAt(end), parameter.isEmpty() ? 0 : Integer.parseInt(parameter));
          i = end;
        } else {
          line.replace(cursor, Math.min(cursor + 1, line.length()), String.valueOf(next));
          cursor++;
        }
      }
    }

    private void sequence(char letter, int parameter) {
      switch (letter) {
        case 'K' -> line.setLength(cursor);
        case 'D' -> cursor -= parameter;
        case 'H' -> cursor = 0;
        case 'J' -> {
          line.setLength(0);
          above.clear();
        }
        default -> throw new AssertionError("unknown sequence " + letter);
      }
    }

    @Override
    public void line(String text) {
      lines.add(text);
    }

    @Override
    public List<String> completions(String text) {
      String begun = text.substring(text.lastIndexOf(' ') + 1);
      return List.of("kill", "ram", "restart", "rest", "tree").stream()
          .filter(word -> word.startsWith(begun))
          .toList();
    }

    /** The line with a mark where the cursor stands. */
    String seen() {
      return line.substring(0, cursor) + "|" + line.substring(cursor);
    }
  }

  private final Screen screen = new Screen();
  private final LineEditor editor = new LineEditor(screen, "$ ");

  LineEditorTest() {
    editor.begin();
  }

  private void type(String keys) {
    for (int i = 0; i < keys.length(); i++) {
      editor.key(keys.charAt(i));
    }
  }

  @Test
  void enter_handsTheLineOverWithoutSpaceAroundIt() {
    type("  tree \r");
    assertThat(screen.lines).containsExactly("tree");
    assertThat(screen.above).containsExactly("$   tree ");
    assertThat(screen.seen()).isEqualTo("$ |");
  }

  @Test
  void lineEnds_ofAllKinds_areOne() {
    type("a\rb\nc\r\nd\r\r\n");
    assertThat(screen.lines).containsExactly("a", "b", "c", "d");
  }

  @Test
  void cursor_movesAndTextIsInsertedAndDeletedThere() {
    type("abd" + LEFT + "c");
    assertThat(screen.seen()).isEqualTo("$ abc|d");
    type(LEFT + LEFT + "\177");
    assertThat(screen.seen()).isEqualTo("$ |bcd");
    type("\177" + LEFT + RIGHT + "\033[3~");
    assertThat(screen.seen()).isEqualTo("$ b|d");
    type("\001x\005y\033[Hz\033[F!\r");
    assertThat(screen.lines).containsExactly("zxbdy!");
  }

  @Test
  void lineIsCut_beforeAndBehindTheCursor() {
    type("abcdef" + LEFT + LEFT + "\013");
    assertThat(screen.seen()).isEqualTo("$ abcd|");
    type(LEFT + "\025");
    assertThat(screen.seen()).isEqualTo("$ |d");
  }

  @Test
  void interrupt_beginsANewLineAndDoesNothing() {
    type("kill all\003");
    assertThat(screen.lines).isEmpty();
    assertThat(screen.seen()).isEqualTo("$ |");
  }

  @Test
  void history_leadsToEarlierLinesAndBackToTheUnfinishedOne() {
    type("one\rtwo\rtwo\rthr");
    type(UP);
    assertThat(screen.seen()).isEqualTo("$ two|");
    type(UP + UP + UP);
    assertThat(screen.seen()).isEqualTo("$ one|");
    type(DOWN + DOWN + DOWN);
    assertThat(screen.seen()).isEqualTo("$ thr|");
    type(UP + "!\r");
    assertThat(screen.lines).containsExactly("one", "two", "two", "two!");
  }

  @Test
  void tab_addsWhatAllCompletionsHaveInCommon() {
    type("re\t");
    assertThat(screen.seen()).isEqualTo("$ rest|");
    type("\t");
    assertThat(screen.above).containsExactly("$ rest", "restart  rest");
    assertThat(screen.seen()).isEqualTo("$ rest|");
    type("a\t");
    assertThat(screen.seen()).isEqualTo("$ restart |");
    type("nothing\t");
    assertThat(screen.seen()).isEqualTo("$ restart nothing|");
  }

  @Test
  void line_isNoLongerThanItsLimit() {
    type("x".repeat(LineEditor.LENGTH_LIMIT + 50) + "\r");
    assertThat(screen.lines).containsExactly("x".repeat(LineEditor.LENGTH_LIMIT));
  }

  @Test
  void keysThatMeanNothing_changeNothing() {
    type("a\033[1;5P\033Ox\033x\000\377b");
    assertThat(screen.seen()).isEqualTo("$ ab|");
  }
}
