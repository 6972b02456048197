package org.demitasse.kernel.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.hal.Console;
import org.junit.jupiter.api.Test;

/**
 * The conversation with a firmware that sees RAM, while the processor sees its cache until it
 * exchanges the two.
 */
final class VideoCoreMailboxTest {
  private static final int BUS_ADDRESS = 0xC020_0040;
  private static final int ANSWERED = 0x8000_0000;

  private final int[] ram = new int[8];
  private final int[] cache = new int[8];
  private final Deque<Integer> answers = new ArrayDeque<>();
  private int exchanges;
  private int tagAnswer = ANSWERED | 8;
  private int code = ANSWERED;
  private boolean full;
  private boolean silent;

  private final FakeRegisters registers =
      new FakeRegisters() {
        @Override
        int read(int offset) {
          return switch (offset) {
            case 0x18 -> answers.isEmpty() ? 0x4000_0000 : 0;
            case 0x38 -> full ? 0x8000_0000 : 0;
            case 0x00 -> answers.remove();
            default -> throw new AssertionError("read of " + offset);
          };
        }

        @Override
        void write(int offset, int value) {
          assertThat(offset).isEqualTo(0x20);
          answer(value);
        }
      };

  private final VideoCoreMailbox mailbox =
      new VideoCoreMailbox(
          registers,
          new VideoCoreMailbox.Buffer() {
            @Override
            public int busAddress() {
              return BUS_ADDRESS;
            }

            @Override
            public int load(int offset) {
              return cache[offset / 4];
            }

            @Override
            public void store(int offset, int value) {
              cache[offset / 4] = value;
            }

            @Override
            public void exchange() {
              // First what the processor has written reaches the RAM, then what is there is read.
              if (exchanges++ % 2 == 0) {
                System.arraycopy(cache, 0, ram, 0, ram.length);
              } else {
                System.arraycopy(ram, 0, cache, 0, ram.length);
              }
            }
          });

  private void answer(int word) {
    assertThat(word).isEqualTo(BUS_ADDRESS | 8);
    assertThat(ram[0]).as("size").isEqualTo(32);
    assertThat(ram[1]).as("request").isZero();
    assertThat(ram[3]).as("size of the value").isEqualTo(8);
    assertThat(ram[7]).as("end tag").isZero();
    if (silent) {
      return;
    }
    ram[1] = code;
    ram[4] = tagAnswer;
    switch (ram[2]) {
      case VideoCoreMailbox.FIRMWARE_REVISION -> ram[5] = 0x548E1;
      case VideoCoreMailbox.BOARD_REVISION -> ram[5] = 0xA02082;
      case VideoCoreMailbox.BOARD_SERIAL -> {
        ram[5] = 0x8765_4321;
        ram[6] = 0x1;
      }
      case VideoCoreMailbox.PROCESSORS_MEMORY -> {
        ram[5] = 0;
        ram[6] = 0x3B40_0000;
      }
      case VideoCoreMailbox.CLOCK_RATE -> ram[6] = ram[5] * 1_000_000;
      default -> throw new AssertionError("tag " + ram[2]);
    }
    answers.add(word);
  }

  @Test
  void ask_findsTheAnswerInTheRam() {
    assertThat(mailbox.ask(VideoCoreMailbox.PROCESSORS_MEMORY, 0)).isTrue();
    assertThat(mailbox.first()).isZero();
    assertThat(mailbox.second()).isEqualTo(0x3B40_0000);
    assertThat(exchanges).isEqualTo(2);
    registers.assertOrderedAndForget();
  }

  @Test
  void ask_skipsAnswersToQuestionsOfOthers() {
    answers.add(0x1234_5670);
    answers.add(0x1234_5678);
    assertThat(mailbox.ask(VideoCoreMailbox.BOARD_REVISION, 0)).isTrue();
    assertThat(mailbox.first()).isEqualTo(0xA02082);
  }

  @Test
  void ask_givesUp_whenNobodyTakesTheQuestionOrAnswersIt() {
    full = true;
    assertThat(mailbox.ask(VideoCoreMailbox.BOARD_REVISION, 0)).isFalse();
    assertThat(registers.writes()).isEmpty();
    full = false;
    silent = true;
    assertThat(mailbox.ask(VideoCoreMailbox.BOARD_REVISION, 0)).isFalse();
  }

  @Test
  void ask_takesNoAnswer_thatIsAnErrorOrLeavesTheTagOut() {
    code = 0x8000_0001;
    assertThat(mailbox.ask(VideoCoreMailbox.BOARD_REVISION, 0)).isFalse();
    code = ANSWERED;
    tagAnswer = 0;
    assertThat(mailbox.ask(VideoCoreMailbox.BOARD_REVISION, 0)).isFalse();
  }

  private String described(long expectedEnd) {
    StringBuilder output = new StringBuilder();
    KernelConsole console =
        new KernelConsole(
            new Console() {
              @Override
              public void put(int value) {
                output.append((char) value);
              }

              @Override
              public int get() {
                return -1;
              }
            });
    assertThat(new VideoCoreBoard(mailbox, console).describe()).isEqualTo(expectedEnd);
    return output.toString().replace("\r", "");
  }

  @Test
  void board_isDescribed_andLimitsTheRam() {
    assertThat(described(0x3B40_0000L))
        .isEqualTo(
            """
            [kernel] board: revision 0xa02082, serial number 0x187654321, firmware 0x548e1
            [kernel] clocks: processors 3000000 Hz, core 4000000 Hz, UART 2000000 Hz
            [kernel] RAM from 0x3b400000 on is the VideoCore's
            """);
  }

  @Test
  void boardThatDoesNotAnswer_limitsNothing() {
    silent = true;
    assertThat(described(Long.MAX_VALUE))
        .isEqualTo("[kernel] board: the VideoCore does not answer\n");
  }
}
