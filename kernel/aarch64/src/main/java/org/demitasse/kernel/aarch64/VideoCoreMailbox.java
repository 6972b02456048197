package org.demitasse.kernel.aarch64;

/**
 * Asks the firmware of the VideoCore, which owns RAM and clocks of a Raspberry Pi, through the
 * property channel of its mailbox. The registers are those of the BCM2835's mailbox 0, which the
 * processors read, and 1, which they write; message and tags are those of the firmware's wiki,
 * "Accessing mailboxes" and "Mailbox property interface".
 *
 * <p>A message lies in RAM and is answered in place. The VideoCore does not see the processors'
 * caches: {@link Buffer#exchange} writes the message back before it is sent, and drops what is
 * cached before the answer is read.
 */
final class VideoCoreMailbox {
  /** Tags with one number as the answer, or two. */
  static final int FIRMWARE_REVISION = 0x0000_0001;

  static final int BOARD_REVISION = 0x0001_0002;
  static final int BOARD_SERIAL = 0x0001_0004;
  static final int PROCESSORS_MEMORY = 0x0001_0005;

  /** The question is one of CLOCK_..., the answer that and its rate in hertz. */
  static final int CLOCK_RATE = 0x0003_0002;

  static final int CLOCK_UART = 2;
  static final int CLOCK_PROCESSORS = 3;
  static final int CLOCK_CORE = 4;

  /** MAIL0_RD, MAIL0_STA, MAIL1_WRT, MAIL1_STA. */
  private static final int READ = 0x00;

  private static final int READ_STATUS = 0x18;
  private static final int WRITE = 0x20;
  private static final int WRITE_STATUS = 0x38;
  private static final int FULL = 0x8000_0000;
  private static final int EMPTY = 0x4000_0000;

  /** The channel, in the lower four bits of each word, of messages with tags to the VideoCore. */
  private static final int PROPERTY_CHANNEL = 8;

  /** A message of one tag: size, code; tag, size and code of the value, two words; end tag. */
  private static final int SIZE = 0;

  private static final int CODE = 4;
  private static final int TAG = 8;
  private static final int VALUE_SIZE = 12;
  private static final int VALUE_CODE = 16;
  private static final int VALUE = 20;
  private static final int END = 28;
  private static final int MESSAGE_BYTES = 32;
  private static final int VALUE_BYTES = 8;

  private static final int REQUEST = 0;

  /** In {@link #CODE}: all was understood. In {@link #VALUE_CODE}: the tag was answered. */
  private static final int ANSWERED = 0x8000_0000;

  /** Reads of a status until the firmware counts as absent. */
  private static final int PATIENCE = 2_000_000;

  /** 32 bytes of RAM in a cache line of their own. */
  interface Buffer {
    /** Returns the address by which the VideoCore finds it, a multiple of 16. */
    int busAddress();

    int load(int offset);

    void store(int offset, int value);

    /** Lets the VideoCore see what was stored, and the processor what the VideoCore has stored. */
    void exchange();
  }

  private final DeviceRegisters registers;
  private final Buffer buffer;

  VideoCoreMailbox(DeviceRegisters registers, Buffer buffer) {
    this.registers = registers;
    this.buffer = buffer;
  }

  /**
   * Asks.
   *
   * @param question first word of the value
   * @return whether there is an answer, {@link #first} and {@link #second}
   */
  boolean ask(int tag, int question) {
    buffer.store(SIZE, MESSAGE_BYTES);
    buffer.store(CODE, REQUEST);
    buffer.store(TAG, tag);
    buffer.store(VALUE_SIZE, VALUE_BYTES);
    buffer.store(VALUE_CODE, REQUEST);
    buffer.store(VALUE, question);
    buffer.store(VALUE + 4, 0);
    buffer.store(END, 0);
    buffer.exchange();
    boolean answered = send(buffer.busAddress() | PROPERTY_CHANNEL);
    buffer.exchange();
    return answered && buffer.load(CODE) == ANSWERED && (buffer.load(VALUE_CODE) & ANSWERED) != 0;
  }

  /** Returns the first word of the answer. */
  int first() {
    return buffer.load(VALUE);
  }

  int second() {
    return buffer.load(VALUE + 4);
  }

  private boolean send(int word) {
    registers.order();
    boolean answered = await(WRITE_STATUS, FULL);
    if (answered) {
      registers.store(WRITE, word);
      int answer;
      do {
        answered = await(READ_STATUS, EMPTY);
        // Anything else answers a question of who ran before us.
        answer = answered ? registers.load(READ) : 0;
      } while (answered && answer != word);
    }
    registers.order();
    return answered;
  }

  /** Waits until a status bit is clear. */
  private boolean await(int register, int bit) {
    int patience = PATIENCE;
    while ((registers.load(register) & bit) != 0) {
      if (--patience == 0) {
        return false;
      }
    }
    return true;
  }
}
