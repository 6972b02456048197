package org.demitasse.toolchain.dwarf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.toolchain.elf.ElfFile;

/**
 * Runs the line-number programs of a {@code .debug_line} section: DWARF Debugging Information
 * Format version 5, section 6.2, and version 4, section 6.2, in the 32-bit format that clang uses.
 *
 * <p>The rows come out as the state machine emits them. A consumer must ignore sequences of code
 * that the linker dropped; lld leaves address 0 in them.
 */
public final class LineProgram {
  /**
   * A row of the line-number matrix (section 6.2.2), reduced to what is used.
   *
   * @param address of the instruction
   * @param file path of the source file as the compiler was given it
   * @param line from 1; 0 if the instruction comes from no line
   * @param endsSequence whether {@code address} is the first after a sequence; the rest of the row
   *     then has no meaning
   */
  public record Row(long address, String file, int line, boolean endsSequence) {}

  // Standard opcodes, section 6.2.5.2 and table 7.26 (section 7.22).
  private static final int EXTENDED = 0;
  private static final int COPY = 1;
  private static final int ADVANCE_PC = 2;
  private static final int ADVANCE_LINE = 3;
  private static final int SET_FILE = 4;
  private static final int CONST_ADD_PC = 8;
  private static final int FIXED_ADVANCE_PC = 9;

  // Extended opcodes, section 6.2.5.3.
  private static final int END_SEQUENCE = 1;
  private static final int SET_ADDRESS = 2;
  private static final int DEFINE_FILE = 3;

  // Content types, section 6.2.4.1.
  private static final int CONTENT_PATH = 1;
  private static final int CONTENT_DIRECTORY_INDEX = 2;

  private record Entry(String path, int directory) {}

  private final ByteBuffer section;
  private final ByteBuffer lineStrings;
  private final ByteBuffer strings;
  private final List<Row> rows = new ArrayList<>();

  private int version;
  private int minimumInstructionLength;
  private int lineBase;
  private int lineRange;
  private int opcodeBase;
  private int[] operandCounts = new int[0];
  private List<Entry> directories = new ArrayList<>();
  private List<Entry> files = new ArrayList<>();

  /** Of {@link #files}, each made once, whatever number of rows names it. */
  private final Map<Integer, String> paths = new HashMap<>();

  private LineProgram(ByteBuffer section, ByteBuffer lineStrings, ByteBuffer strings) {
    this.section = section;
    this.lineStrings = lineStrings;
    this.strings = strings;
  }

  /**
   * Runs all programs of a linked file.
   *
   * @throws IllegalArgumentException if the section is damaged or of a version not known here
   */
  public static List<Row> rows(ElfFile file) {
    return rows(
        bytes(file, ".debug_line"), bytes(file, ".debug_line_str"), bytes(file, ".debug_str"));
  }

  private static ByteBuffer bytes(ElfFile file, String section) {
    byte[] content = file.section(section).map(file::content).orElse(new byte[0]);
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  static List<Row> rows(ByteBuffer section, ByteBuffer lineStrings, ByteBuffer strings) {
    LineProgram program = new LineProgram(section, lineStrings, strings);
    try {
      while (section.hasRemaining()) {
        program.unit();
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(".debug_line ends within a program", e);
    }
    return program.rows;
  }

  /** One program with its header, section 6.2.4. */
  private void unit() {
    long unitLength = section.getInt() & 0xFFFF_FFFFL;
    if (unitLength >= 0xFFFF_FFF0L) {
      throw new IllegalArgumentException(".debug_line is in the 64-bit format, not known here");
    }
    int end = limit(unitLength);
    version = section.getShort() & 0xFFFF;
    if (version != 4 && version != 5) {
      throw new IllegalArgumentException(".debug_line is of version " + version + ", not 4 or 5");
    }
    if (version == 5) {
      int addressSize = section.get();
      int segmentSelectorSize = section.get();
      if (addressSize != 8 || segmentSelectorSize != 0) {
        throw new IllegalArgumentException(
            ".debug_line has addresses of %d bytes with selectors of %d"
                .formatted(addressSize, segmentSelectorSize));
      }
    }
    long headerLength = section.getInt() & 0xFFFF_FFFFL;
    int start = limit(headerLength);
    readParameters();
    paths.clear();
    if (version == 5) {
      directories = entries();
      files = entries();
    } else {
      readTablesOfVersion4();
    }
    section.position(start);
    run(end);
  }

  private int limit(long length) {
    if (length < 0 || length > section.remaining()) {
      throw new IllegalArgumentException(".debug_line ends within a program");
    }
    return section.position() + (int) length;
  }

  private void readParameters() {
    minimumInstructionLength = section.get() & 0xFF;
    int operationsPerInstruction = section.get() & 0xFF;
    if (operationsPerInstruction > 1) {
      throw new IllegalArgumentException(".debug_line is for a VLIW machine, not known here");
    }
    // default_is_stmt: rows that are no statements are used like others.
    section.get();
    lineBase = section.get();
    lineRange = section.get() & 0xFF;
    opcodeBase = section.get() & 0xFF;
    if (lineRange == 0 || opcodeBase == 0) {
      throw new IllegalArgumentException(".debug_line has a header that is out of range");
    }
    operandCounts = new int[opcodeBase];
    for (int i = 1; i < opcodeBase; i++) {
      operandCounts[i] = section.get() & 0xFF;
    }
  }

  /** A table of directories or files of version 5: its format, then its entries. */
  private List<Entry> entries() {
    int formatCount = section.get() & 0xFF;
    long[] formats = new long[formatCount * 2];
    for (int i = 0; i < formats.length; i++) {
      formats[i] = unsigned();
    }
    long count = unsigned();
    // Every entry has at least one byte; a damaged count must not fill the memory.
    if (count < 0 || count > (formatCount == 0 ? 0 : section.remaining())) {
      throw new IllegalArgumentException(".debug_line ends within a table of files");
    }
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      String path = "";
      int directory = 0;
      for (int j = 0; j < formats.length; j += 2) {
        int form = (int) formats[j + 1];
        if (formats[j] == CONTENT_PATH) {
          path = textOf(form);
        } else if (formats[j] == CONTENT_DIRECTORY_INDEX) {
          directory = (int) numberOf(form);
        } else {
          skip(form);
        }
      }
      entries.add(new Entry(path, directory));
    }
    return entries;
  }

  private void readTablesOfVersion4() {
    // Directory 0 is the compilation directory, file 0 does not exist.
    directories = new ArrayList<>(List.of(new Entry("", 0)));
    for (String path = text(section); !path.isEmpty(); path = text(section)) {
      directories.add(new Entry(path, 0));
    }
    files = new ArrayList<>(List.of(new Entry("", 0)));
    for (String path = text(section); !path.isEmpty(); path = text(section)) {
      files.add(fileOfVersion4(path));
    }
  }

  private Entry fileOfVersion4(String path) {
    int directory = (int) unsigned();
    // Time of the last change and size in bytes.
    unsigned();
    unsigned();
    return new Entry(path, directory);
  }

  /** A string in one of the forms of section 7.5.6. */
  private String textOf(int form) {
    return switch (form) {
      case 0x08 -> text(section);
      case 0x0E -> text(strings, section.getInt());
      case 0x1F -> text(lineStrings, section.getInt());
      default -> throw new IllegalArgumentException(unknownForm(form));
    };
  }

  private long numberOf(int form) {
    return switch (form) {
      case 0x0B -> section.get() & 0xFF;
      case 0x05 -> section.getShort() & 0xFFFF;
      case 0x06 -> section.getInt() & 0xFFFF_FFFFL;
      case 0x07 -> section.getLong();
      case 0x0F -> unsigned();
      default -> throw new IllegalArgumentException(unknownForm(form));
    };
  }

  private void skip(int form) {
    switch (form) {
      case 0x1E -> section.position(limit(16));
      case 0x09 -> section.position(limit(unsigned()));
      case 0x08, 0x0E, 0x1F -> textOf(form);
      default -> numberOf(form);
    }
  }

  private static String unknownForm(int form) {
    return ".debug_line uses form 0x%x, not known here".formatted(form);
  }

  /** The state machine, section 6.2.5, until {@code end}. */
  private void run(int end) {
    State state = new State();
    while (section.position() < end) {
      int opcode = section.get() & 0xFF;
      if (opcode >= opcodeBase) {
        // Special opcode, section 6.2.5.1.
        int adjusted = opcode - opcodeBase;
        state.address += (long) (adjusted / lineRange) * minimumInstructionLength;
        state.line += lineBase + adjusted % lineRange;
        emit(state, false);
      } else if (opcode == EXTENDED) {
        state = extended(state);
      } else {
        standard(opcode, state);
      }
    }
    section.position(end);
  }

  private void standard(int opcode, State state) {
    switch (opcode) {
      case COPY -> emit(state, false);
      case ADVANCE_PC -> state.address += unsigned() * minimumInstructionLength;
      case ADVANCE_LINE -> state.line += (int) signed();
      case SET_FILE -> state.file = (int) unsigned();
      case CONST_ADD_PC ->
          state.address += (long) ((255 - opcodeBase) / lineRange) * minimumInstructionLength;
      case FIXED_ADVANCE_PC -> state.address += section.getShort() & 0xFFFF;
      default -> {
        // Column, statement, block, prologue, epilogue, instruction set, and what comes later.
        for (int i = 0; i < operandCounts[opcode]; i++) {
          unsigned();
        }
      }
    }
  }

  private State extended(State state) {
    int next = limit(unsigned());
    int opcode = section.get() & 0xFF;
    State following = state;
    switch (opcode) {
      case END_SEQUENCE -> {
        emit(state, true);
        following = new State();
      }
      case SET_ADDRESS -> state.address = section.getLong();
      case DEFINE_FILE -> files.add(fileOfVersion4(text(section)));
      default -> {
        // Discriminators and vendors' extensions, passed over by their length.
      }
    }
    section.position(next);
    return following;
  }

  private void emit(State state, boolean endsSequence) {
    rows.add(new Row(state.address, path(state.file), state.line, endsSequence));
  }

  private String path(int index) {
    return index < 0 || index >= files.size() ? "" : paths.computeIfAbsent(index, this::join);
  }

  private String join(int index) {
    Entry file = files.get(index);
    // Directory 0 is the compilation directory, to which all our paths are relative.
    if (file.directory() <= 0
        || file.directory() >= directories.size()
        || file.path().startsWith("/")) {
      return file.path();
    }
    return directories.get(file.directory()).path() + "/" + file.path();
  }

  private long unsigned() {
    return Leb128.unsigned(section);
  }

  private long signed() {
    return Leb128.signed(section);
  }

  private static String text(ByteBuffer from, int offset) {
    if (offset < 0 || offset > from.limit()) {
      throw new IllegalArgumentException(
          ".debug_line names a string at %d of %d bytes of strings"
              .formatted(Integer.toUnsignedLong(offset), from.limit()));
    }
    ByteBuffer copy = from.duplicate();
    copy.position(offset);
    return text(copy);
  }

  private static String text(ByteBuffer from) {
    int start = from.position();
    int end = start;
    while (from.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - start];
    from.get(bytes).get();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The registers, with their values at the start of a sequence (section 6.2.2). */
  private static final class State {
    long address;
    int file = 1;
    int line = 1;
  }
}
