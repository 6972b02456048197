package org.demitasse.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.abi.LineTable;
import org.demitasse.abi.Memory;
import org.demitasse.bench.kernel.Operation;
import org.demitasse.toolchain.CacheDirectory;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSymbol;
import org.demitasse.toolchain.llvm.LlvmToolchain;
import org.demitasse.toolchain.llvm.ToolRun;
import org.demitasse.toolchain.program.Program;
import org.demitasse.toolchain.qemu.GdbConnection;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.qemu.QemuCommand;
import org.demitasse.toolchain.qemu.QemuProcess;
import org.demitasse.toolchain.qemu.Transcript;

/**
 * Follows one run of an operation instruction by instruction, as a debugger does, and tells which
 * Java line each instruction belongs to.
 */
public final class Profiler {
  /** How often the operation runs before, so that it is as it will always be. */
  private static final int WARM_UP = 20;

  private static final int LONGEST = 200_000;

  /** A line of the disassembler: address, colon, instruction. */
  private static final Pattern INSTRUCTION =
      Pattern.compile("^([0-9a-f]{16}):\\s+(.*)$", Pattern.MULTILINE);

  private static final int KEPT_CHARACTERS = 1 << 16;

  private static final String SOCKET = "gdb";

  private final KernelSystem system;
  private final ElfFile kernel;
  private final ElfFile root;
  private final Memory lineTable;
  private final TreeMap<Long, String> labels = new TreeMap<>();
  private final Map<Long, Profile.Step> known = new HashMap<>();
  private final Map<Long, String> instructions;
  private final long labelsEnd;

  private Profiler(KernelSystem system) throws IOException, InterruptedException {
    this.system = system;
    Program program = system.system().kernel();
    kernel = read(program.debugElf());
    root = read(system.system().rootProgram().debugElf());
    lineTable = new FileMemory(Files.readAllBytes(program.lineTable()));
    instructions = disassemble(program.debugElf());
    long start = kernel.symbol("__vectors_start").orElseThrow().value();
    labelsEnd = kernel.symbol("__vectors_end").orElseThrow().value();
    for (ElfSymbol symbol : kernel.symbols()) {
      // $x and $d mark code and data (ELF for the Arm 64-bit Architecture, "Mapping symbols").
      if (symbol.value() >= start
          && symbol.value() < labelsEnd
          && !symbol.name().startsWith("$")
          && !symbol.name().startsWith("__")) {
        labels.putIfAbsent(symbol.value(), symbol.name());
      }
    }
  }

  private static ElfFile read(Path file) throws IOException {
    return ElfFile.parse(file.getFileName().toString(), Files.readAllBytes(file));
  }

  /**
   * Follows an operation.
   *
   * @throws IllegalArgumentException if it is one that cannot be followed: an interrupt waits while
   *     a debugger steps
   */
  public static Profile follow(KernelSystem system, Operation operation)
      throws IOException, InterruptedException {
    String begin = operation.begin();
    String end = operation.end();
    if (begin == null || end == null) {
      throw new IllegalArgumentException(
          operation.label() + " cannot be followed: interrupts wait while a debugger steps");
    }
    return new Profiler(system).follow(operation, begin, end);
  }

  private Profile follow(Operation operation, String beginSymbol, String endSymbol)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("demitasse-profile");
    Path socket = folder.resolve(SOCKET);
    // With a plain clock: QEMU 7.2 does not get on with steps while it counts instructions.
    QemuCommand command = system.command().arguments(GdbConnection.arguments(socket)).build();
    try (var process =
            QemuProcess.start(
                Qemu.find(command.program()),
                command,
                QemuProcess.Input.PROGRAM,
                new Transcript(KEPT_CHARACTERS),
                OutputStream.nullOutputStream(),
                Long.MAX_VALUE);
        var machine = GdbConnection.connect(socket)) {
      return new Profile(
          operation, follow(operation, machine, address(beginSymbol), address(endSymbol)));
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(folder);
    }
  }

  private List<Profile.Step> follow(
      Operation operation, GdbConnection machine, long begin, long end) throws IOException {
    long run = address("operations_run");
    do {
      machine.runTo(run);
    } while (machine.register(0) != operation.number());
    // To the end each time: an instruction that faults comes twice.
    for (int i = 0; i < WARM_UP; i++) {
      machine.runTo(begin);
      machine.runTo(end);
    }
    machine.runTo(begin);
    List<Profile.Step> steps = new ArrayList<>();
    long address = begin;
    while (address != end) {
      if (steps.size() == LONGEST) {
        throw new IllegalStateException(
            "%s does not end within %d instructions".formatted(operation.label(), LONGEST));
      }
      steps.add(known.computeIfAbsent(address, this::describe));
      machine.step();
      address = machine.register(GdbConnection.PROGRAM_COUNTER);
    }
    return steps;
  }

  private static Map<Long, String> disassemble(Path program) throws InterruptedException {
    ToolRun run =
        LlvmToolchain.open(CacheDirectory.ofUser(), line -> {})
            .run(
                LlvmToolchain.Tool.OBJDUMP,
                program.toAbsolutePath().resolveSibling("."),
                List.of("-d", "--no-show-raw-insn", program.toAbsolutePath().toString()));
    Map<Long, String> instructions = new HashMap<>();
    Matcher line = INSTRUCTION.matcher(run.output());
    while (line.find()) {
      instructions.put(
          HexFormat.fromHexDigitsToLong(line.group(1)), line.group(2).strip().replace('\t', ' '));
    }
    return instructions;
  }

  private long address(String symbol) {
    return root.symbol(symbol)
        .map(ElfSymbol::value)
        .orElseThrow(() -> new NoSuchElementException("the root program has no " + symbol));
  }

  private Profile.Step describe(long address) {
    // The kernel lives in the upper half.
    if (address >= 0) {
      return new Profile.Step(address, "user", "", "");
    }
    String text = instructions.getOrDefault(address, "");
    Map.Entry<Long, String> label =
        Long.compareUnsigned(address, labelsEnd) < 0 ? labels.floorEntry(address) : null;
    if (label != null) {
      return new Profile.Step(address, "assembly: " + label.getValue(), "", text);
    }
    var line = new LineTable(lineTable);
    if (!line.find(FileMemory.START, address)) {
      return new Profile.Step(address, "unknown", "", text);
    }
    String type = text(line.type());
    String function = (type.isEmpty() ? "" : simple(type) + ".") + text(line.function());
    String file = text(line.file());
    String place =
        file.isEmpty() ? "" : file.substring(file.lastIndexOf('/') + 1) + ":" + line.line();
    return new Profile.Step(address, function, place, text);
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private String text(long address) {
    if (address == 0) {
      return "";
    }
    var text = new StringBuilder();
    for (long next = address; lineTable.loadByte(next) != 0; next++) {
      text.append((char) lineTable.loadByte(next));
    }
    return text.toString();
  }

  /** A file as memory; not at address 0, which means that there is nothing. */
  private static final class FileMemory implements Memory {
    static final int START = 8;
    private final ByteBuffer bytes;

    FileMemory(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int loadByte(long address) {
      return bytes.get((int) address - START) & 0xFF;
    }

    @Override
    public int loadInt(long address) {
      return bytes.getInt((int) address - START);
    }

    @Override
    public long loadLong(long address) {
      return bytes.getLong((int) address - START);
    }
  }
}
