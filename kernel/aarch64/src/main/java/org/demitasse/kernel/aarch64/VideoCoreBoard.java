package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.KernelConsole;

/** Says what the firmware of the VideoCore knows about the board. */
final class VideoCoreBoard {
  private final VideoCoreMailbox mailbox;
  private final KernelConsole console;

  VideoCoreBoard(VideoCoreMailbox mailbox, KernelConsole console) {
    this.mailbox = mailbox;
    this.console = console;
  }

  /** Returns where the processors' RAM ends, {@link Long#MAX_VALUE} if the firmware is silent. */
  long describe() {
    if (!mailbox.ask(VideoCoreMailbox.FIRMWARE_REVISION, 0)) {
      console.line().text("board: the VideoCore does not answer").end();
      return Long.MAX_VALUE;
    }
    long firmware = mailbox.first() & 0xFFFF_FFFFL;
    long revision =
        mailbox.ask(VideoCoreMailbox.BOARD_REVISION, 0) ? mailbox.first() & 0xFFFF_FFFFL : 0;
    long serial =
        mailbox.ask(VideoCoreMailbox.BOARD_SERIAL, 0)
            ? (long) mailbox.second() << 32 | mailbox.first() & 0xFFFF_FFFFL
            : 0;
    console.line().text("board: revision ").hexadecimal(revision);
    console.text(", serial number ").hexadecimal(serial);
    console.text(", firmware ").hexadecimal(firmware).end();
    console.line().text("clocks:");
    clock(" processors ", VideoCoreMailbox.CLOCK_PROCESSORS);
    clock(", core ", VideoCoreMailbox.CLOCK_CORE);
    clock(", UART ", VideoCoreMailbox.CLOCK_UART);
    console.end();
    if (!mailbox.ask(VideoCoreMailbox.PROCESSORS_MEMORY, 0)) {
      return Long.MAX_VALUE;
    }
    long end = (mailbox.first() & 0xFFFF_FFFFL) + (mailbox.second() & 0xFFFF_FFFFL);
    console.line().text("RAM from ").hexadecimal(end).text(" on is the VideoCore's").end();
    return end;
  }

  private void clock(String name, int clock) {
    console.text(name);
    if (mailbox.ask(VideoCoreMailbox.CLOCK_RATE, clock)) {
      console.decimal(mailbox.second() & 0xFFFF_FFFFL).text(" Hz");
    } else {
      console.text("unknown");
    }
  }
}
