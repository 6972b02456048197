package org.demitasse.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ImageHeader;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.runtime.LogWriter;

/** A machine with boot information and modules in its RAM, for {@link Core}. */
final class TestSystem {
  static final int RAM_SIZE = 3 << 20;
  private static final long BOOT_INFORMATION = FakeMachine.RAM_BASE;
  private static final long MODULES = FakeMachine.RAM_BASE + 0x10000;

  final FakeMachine machine;
  final Entrypoint entrypoint;
  private final ByteBuffer records = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
  private int recordCount;
  private long nextModule = MODULES;

  TestSystem() {
    this(RAM_SIZE);
  }

  TestSystem(int ramSize) {
    machine = new FakeMachine(ramSize);
    entrypoint = new Entrypoint(machine);
    machine.serve(entrypoint);
    records.position(BootInformation.RECORDS_OFFSET);
  }

  void memory(int type, long address, long size) {
    record(BootInformation.MEMORY, 32);
    records.putInt(type).putInt(0).putLong(address).putLong(size);
  }

  /** Adds free RAM at 1 MiB from the start. */
  void freePages(int pages) {
    memory(BootInformation.MEMORY_FREE, FakeMachine.RAM_BASE + (1 << 20), pages * 4096L);
  }

  void module(String name, int kind, byte[] content) {
    record(BootInformation.MODULE, 40 + ImageHeader.NAME_SIZE);
    records.putInt(kind).putInt(0).putLong(nextModule).putLong(nextModule);
    records.putLong(content.length);
    byte[] bytes = new byte[ImageHeader.NAME_SIZE];
    byte[] text = name.getBytes(UTF_8);
    System.arraycopy(text, 0, bytes, 0, text.length);
    records.put(bytes);
    machine.put(nextModule, content);
    nextModule += (content.length + 4095L) & -4096L;
  }

  void component(String name, TestProgram program, FakeMachine.Step... steps) {
    module(name, ImageHeader.MEMBER_COMPONENT, program.bytes());
    machine.program(name, steps);
  }

  /** Cuts the boot information off after the records so far. */
  void damage() {
    record(BootInformation.MEMORY, 8);
  }

  private void record(int kind, int size) {
    records.putInt(kind).putInt(size);
    recordCount++;
  }

  private void line(byte[] bytes, int count) {
    machine.lines.add(new String(bytes, 0, count, UTF_8).stripTrailing());
  }

  /** Runs core and returns the exit code; its lines are in {@code machine.lines}. */
  int run() {
    Core core = prepare();
    if (core.start(BOOT_INFORMATION)) {
      machine.run(core, entrypoint);
      core.end();
    }
    return core.exitCode();
  }

  /** Starts core, with the components that it starts itself; nothing of them runs yet. */
  Core start() {
    Core core = prepare();
    if (!core.start(BOOT_INFORMATION)) {
      throw new AssertionError(machine.lines);
    }
    return core;
  }

  private Core prepare() {
    record(BootInformation.END, 8);
    records.putLong(0, BootInformation.MAGIC);
    records.putInt(BootInformation.SIZE_OFFSET, records.position());
    records.putInt(BootInformation.COUNT_OFFSET, recordCount);
    machine.put(BOOT_INFORMATION, records.array());
    return new Core(machine, machine, entrypoint, new LogWriter(this::line));
  }
}
