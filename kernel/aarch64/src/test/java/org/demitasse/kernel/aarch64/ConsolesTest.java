package org.demitasse.kernel.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.demitasse.kernel.hal.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both serial ports send and receive, and leave alone what firmware has set. */
final class ConsolesTest {
  enum Kind {
    PL011,
    MINI_UART
  }

  /** A port whose transmitter is busy now and then. */
  private static final class Port extends FakeRegisters {
    private final Kind kind;
    final StringBuilder sent = new StringBuilder();
    final Deque<Integer> received = new ArrayDeque<>();
    int busy;

    Port(Kind kind) {
      this.kind = kind;
    }

    Console console() {
      return kind == Kind.PL011 ? new Pl011(this) : new MiniUart(this);
    }

    @Override
    int read(int offset) {
      if (offset == 0) {
        return received.isEmpty() ? 0 : received.remove() | 0x100;
      }
      boolean ready = busy == 0;
      if (kind == Kind.PL011 && offset == 0x18) {
        busy = Math.max(0, busy - 1);
        return (ready ? 0 : 1 << 5) | (received.isEmpty() ? 1 << 4 : 0);
      }
      if (kind == Kind.MINI_UART && offset == 0x14) {
        busy = Math.max(0, busy - 1);
        return (ready ? 1 << 5 : 0) | (received.isEmpty() ? 0 : 1);
      }
      return value(offset);
    }

    @Override
    void write(int offset, int value) {
      if (offset == 0) {
        assertThat(busy).as("written while the transmitter is full").isZero();
        sent.append((char) value);
        busy = 3;
      } else {
        super.write(offset, value);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void put_waitsForTheTransmitter(Kind kind) {
    Port port = new Port(kind);
    Console console = port.console();
    port.assertOrderedAndForget();
    for (char each : "hello".toCharArray()) {
      console.put(each);
      port.assertOrderedAndForget();
    }
    assertThat(port.sent).hasToString("hello");
  }

  @ParameterizedTest
  @EnumSource
  void get_returnsWhatCame_withoutTheBitsOfErrors(Kind kind) {
    Port port = new Port(kind);
    Console console = port.console();
    assertThat(console.get()).isEqualTo(-1);
    port.received.addAll(Arrays.asList(0xE4, (int) 'x'));
    assertThat(console.get()).isEqualTo(0xE4);
    assertThat(console.get()).isEqualTo('x');
    assertThat(console.get()).isEqualTo(-1);
    port.assertOrderedAndForget();
  }

  @Test
  void pl011_thatFirmwareHasSwitchedOn_staysAsItIs() {
    Port port = new Port(Kind.PL011);
    port.with(0x30, 0x301).with(0x2C, 0x60);
    port.console();
    assertThat(port.writes()).isEmpty();
  }

  @Test
  void pl011_thatIsOff_isSwitchedOn() {
    Port port = new Port(Kind.PL011);
    port.console();
    assertThat(port.value(0x30)).isEqualTo(0x301);
    assertThat(port.value(0x2C)).isEqualTo(0x70);
  }

  @Test
  void miniUart_thatFirmwareHasSwitchedOn_staysAsItIs() {
    Port port = new Port(Kind.MINI_UART);
    port.with(-0x3C, 7).with(0x20, 3).with(0x28, 434);
    port.console();
    assertThat(port.writes()).isEmpty();
  }

  @Test
  void miniUart_thatIsOff_isSwitchedOn_andItsNeighboursAreLeftAlone() {
    Port port = new Port(Kind.MINI_UART);
    port.with(-0x3C, 6).with(0x28, 434);
    port.console();
    assertThat(port.value(-0x3C)).as("AUXENB: the SPI masters as they were").isEqualTo(7);
    assertThat(port.value(0x20)).isEqualTo(3);
    assertThat(port.value(0x0C)).isEqualTo(3);
    assertThat(port.value(0x04)).as("no interrupts").isZero();
    assertThat(port.value(0x28)).as("the speed stays").isEqualTo(434);
  }
}
