package org.demitasse.toolchain.dwarf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.demitasse.abi.LineTable;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSection;
import org.demitasse.toolchain.elf.ElfSymbol;

/**
 * Makes the table that the target finds Java lines in ({@link LineTable} describes its form) from
 * the debug information of a linked program.
 *
 * <p>Only Java sources are named; instructions of the C runtime and of assembly have a function and
 * no line. Neighbouring rows of one line are one. The functions that TeaVM makes for every type to
 * compare it with others are left out: they cannot fail, and would be a third of the names.
 */
public final class LineTableWriter {
  /** Distance of the rows' addresses: every A64 instruction has four bytes. */
  private static final int INSTRUCTION = 4;

  /** Between functions, in bytes; what is larger is code that the table leaves out. */
  private static final int LARGEST_PADDING = 64;

  private record Position(String file, int line) {
    static final Position NONE = new Position("", 0);
  }

  private final NavigableMap<Long, Position> positions = new TreeMap<>();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();

  private LineTableWriter() {}

  /**
   * Makes the table.
   *
   * @param file a linked program with debug information
   * @param classes names with slashes of the program's own classes, to tell methods by
   */
  public static byte[] of(ElfFile file, Collection<String> classes) {
    return new LineTableWriter().write(file, new MethodNames(classes));
  }

  private byte[] write(ElfFile file, MethodNames names) {
    List<ElfSymbol> functions = functions(file);
    readPositions(file, functions);
    long base = first(functions);
    stringOffset("");
    Map<String, Integer> files = new LinkedHashMap<>();
    files.put("", 0);
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    int rowCount = writeRows(base, rows, files);
    ByteBuffer fileTable = buffer(files.size() * 4);
    for (String path : files.keySet()) {
      fileTable.putInt(stringOffset(path));
    }
    ByteBuffer functionTable = functionTable(functions, base, names);
    return assemble(base, rows.toByteArray(), rowCount, fileTable, functionTable);
  }

  private ByteBuffer functionTable(List<ElfSymbol> functions, long base, MethodNames names) {
    ByteBuffer table = buffer((functions.size() * 2 + 1) * 12);
    long end = base;
    for (ElfSymbol function : functions) {
      if (function.value() - end > LARGEST_PADDING) {
        table.putInt((int) (end - base)).putInt(0).putInt(0);
      }
      String name = names.of(function.name(), sources(function));
      int dot = MethodNames.isMethod(function.name()) ? name.lastIndexOf('.') : -1;
      table.putInt((int) (function.value() - base));
      table.putInt(stringOffset(dot < 0 ? "" : name.substring(0, dot)));
      table.putInt(stringOffset(name.substring(dot + 1)));
      end = function.value() + function.size();
    }
    table.putInt((int) (end - base)).putInt(0).putInt(0);
    return table.flip().slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] assemble(
      long base, byte[] rows, int rowCount, ByteBuffer files, ByteBuffer functions) {
    // Tables of words first, so that they are aligned; rows and strings have no alignment.
    int filesOffset = LineTable.HEADER_SIZE;
    int functionsOffset = filesOffset + files.capacity();
    int rowsOffset = functionsOffset + functions.capacity();
    int stringsOffset = rowsOffset + rows.length;
    int size = (stringsOffset + strings.size() + 7) / 8 * 8;
    byte[] bytes = new byte[size];
    ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(LineTable.MAGIC).putInt(size).putLong(base);
    table.putInt(rowsOffset).putInt(rowCount);
    table.putInt(filesOffset).putInt(files.capacity() / 4);
    table.putInt(functionsOffset).putInt(functions.capacity() / 12);
    table.putInt(stringsOffset).putInt(strings.size());
    table.put(files.flip()).put(functions).put(rows).put(strings.toByteArray());
    return bytes;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void readPositions(ElfFile file, List<ElfSymbol> functions) {
    TreeMap<Long, Boolean> methods = new TreeMap<>();
    for (ElfSymbol function : functions) {
      methods.put(function.value(), MethodNames.isMethod(function.name()));
    }
    List<LineProgram.Row> sequence = new ArrayList<>();
    for (LineProgram.Row row : LineProgram.rows(file)) {
      sequence.add(row);
      if (row.endsSequence()) {
        // Sections that the linker dropped keep their lines, at address 0.
        if (isCode(file, sequence.get(0).address())) {
          sequence.forEach(each -> add(each, methods));
        }
        sequence.clear();
      }
    }
    // A method may begin with instructions of no line, which are not the function's before it.
    functions.forEach(function -> positions.putIfAbsent(function.value(), Position.NONE));
    functions.stream()
        .filter(function -> MethodNames.isMethod(function.name()))
        .forEach(function -> moveFirstLine(function.value(), function.value() + function.size()));
  }

  private void add(LineProgram.Row row, NavigableMap<Long, Boolean> methods) {
    if (row.endsSequence()) {
      positions.putIfAbsent(row.address(), Position.NONE);
    } else if (row.file().endsWith(".java") && row.line() > 0) {
      // Of several rows for one instruction the last counts: the others cover nothing.
      positions.put(row.address(), new Position(row.file(), row.line()));
    } else {
      // C that was inlined into a method, such as a check or a register access, belongs to the line
      // that asked for it.
      Map.Entry<Long, Boolean> function = methods.floorEntry(row.address());
      if (function == null || !function.getValue()) {
        positions.put(row.address(), Position.NONE);
      }
    }
  }

  /**
   * Gives the instructions that make a method's frame, where a stack overflow shows, its first
   * line.
   */
  private void moveFirstLine(long start, long end) {
    NavigableMap<Long, Position> rows = positions.subMap(start, true, end, false);
    for (Map.Entry<Long, Position> row : rows.entrySet()) {
      if (row.getValue().line() > 0) {
        rows.headMap(row.getKey(), false).replaceAll((address, none) -> row.getValue());
        return;
      }
    }
  }

  private static boolean isCode(ElfFile file, long address) {
    for (ElfSection section : file.sections()) {
      if (section.isAllocated()
          && section.isExecutable()
          && Long.compareUnsigned(address, section.address()) >= 0
          && address - section.address() < section.size()) {
        return true;
      }
    }
    return false;
  }

  private static List<ElfSymbol> functions(ElfFile file) {
    // Several symbols may share an address; the first in order of name is as good as any.
    TreeMap<Long, ElfSymbol> functions = new TreeMap<>();
    for (ElfSymbol symbol : file.symbols()) {
      if (symbol.isFunction()
          && symbol.size() > 0
          && !MethodNames.isTypeCheck(symbol.name())
          && isCode(file, symbol.value())) {
        functions.merge(
            symbol.value(), symbol, (a, b) -> a.name().compareTo(b.name()) <= 0 ? a : b);
      }
    }
    return new ArrayList<>(functions.values());
  }

  private long first(List<ElfSymbol> functions) {
    long fromRows = positions.isEmpty() ? Long.MAX_VALUE : positions.firstKey();
    long fromFunctions = functions.isEmpty() ? Long.MAX_VALUE : functions.get(0).value();
    long first = Math.min(fromRows, fromFunctions);
    return first == Long.MAX_VALUE ? 0 : first / INSTRUCTION * INSTRUCTION;
  }

  private Set<String> sources(ElfSymbol function) {
    Set<String> sources = new TreeSet<>();
    for (Position position :
        positions.subMap(function.value(), function.value() + function.size()).values()) {
      if (position.line() > 0) {
        sources.add(position.file());
      }
    }
    return sources;
  }

  private int writeRows(long base, ByteArrayOutputStream rows, Map<String, Integer> files) {
    int count = 0;
    long previousAddress = base;
    String previousFile = Position.NONE.file();
    int previousLine = 0;
    for (Map.Entry<Long, Position> entry : positions.entrySet()) {
      String path = entry.getValue().file();
      // Without a source the line stays, which makes the way back a small number.
      int line = path.isEmpty() ? previousLine : entry.getValue().line();
      boolean fileChanges = !path.equals(previousFile);
      if (!fileChanges && line == previousLine) {
        continue;
      }
      long distance = (entry.getKey() - previousAddress) / INSTRUCTION;
      Leb128.writeUnsigned(rows, distance * 2 + (fileChanges ? 1 : 0));
      if (fileChanges) {
        Leb128.writeUnsigned(rows, files.computeIfAbsent(path, key -> files.size()));
      }
      Leb128.writeSigned(rows, line - previousLine);
      previousAddress += distance * INSTRUCTION;
      previousFile = path;
      previousLine = line;
      count++;
    }
    return count;
  }

  private int stringOffset(String text) {
    Integer known = stringOffsets.get(text);
    if (known != null) {
      return known;
    }
    int offset = strings.size();
    strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    strings.write(0);
    stringOffsets.put(text, offset);
    return offset;
  }
}
