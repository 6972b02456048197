package org.demitasse.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.raw.WritableMemory;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.Signal;
import org.jspecify.annotations.Nullable;

/**
 * RAM and a kernel on the JVM. It keeps the contracts of the system calls, and programs are lists
 * of steps, each of which touches memory through the mappings that core has made.
 */
final class FakeMachine implements Kernel, WritableMemory {
  static final long RAM_BASE = 0x4000_0000L;
  private static final int PAGE = 4096;

  record Mapping(long physical, int permissions) {}

  static final class Space {
    final String label;
    final TreeMap<Long, Mapping> mappings = new TreeMap<>();

    Space(String label) {
      this.label = label;
    }
  }

  static final class Task {
    private final FakeMachine machine;
    final long handle;
    final Space space;
    final long spaceHandle;

    /** Where its faults go. */
    final long portal;

    final long entry;
    final long stackPointer;
    final long argument;
    final long[] registers = new long[34];
    final ArrayDeque<Step> steps = new ArrayDeque<>();
    boolean stopped = true;

    Task(
        FakeMachine machine,
        long handle,
        Space space,
        long spaceHandle,
        long portal,
        long entry,
        long sp,
        long argument) {
      this.machine = machine;
      this.handle = handle;
      this.space = space;
      this.spaceHandle = spaceHandle;
      this.portal = portal;
      this.entry = entry;
      this.stackPointer = sp;
      this.argument = argument;
    }

    /** Returns the physical address for an access, or -1 after filling in the event of a fault. */
    long access(long address, int faultKind, ThreadEvent event) {
      Mapping mapping = space.mappings.get(address & -PAGE);
      int needed =
          switch (faultKind) {
            case FaultKind.WRITE -> Permission.WRITE;
            case FaultKind.EXECUTE -> Permission.EXECUTE;
            default -> Permission.READ;
          };
      if (mapping != null && (mapping.permissions & needed) != 0) {
        return mapping.physical + (address & (PAGE - 1));
      }
      event.kind = FaultMessage.PAGE_FAULT;
      event.address = address;
      event.faultKind = faultKind;
      return -1;
    }
  }

  /** One action of a program. */
  interface Step {
    /**
     * Returns whether it was done; if not, the event tells why, and it is tried again on
     * resumption.
     */
    boolean run(Task task, ThreadEvent event);
  }

  private final byte[] ram;
  private final ByteBuffer buffer;
  private long next = 7;
  final Map<Long, Space> spaces = new HashMap<>();
  final Map<Long, Task> tasks = new HashMap<>();
  final List<Task> allTasks = new ArrayList<>();
  final Map<String, List<Step>> programs = new HashMap<>();
  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  final List<String> lines = new ArrayList<>();

  /** What has been written to the terminal, and what is typed there. */
  final StringBuilder terminal = new StringBuilder();

  final ArrayDeque<Integer> typed = new ArrayDeque<>();

  /** Threads that may set the timer. */
  final Set<Long> timerUsers = new HashSet<>();

  private final Map<Long, Integer> interrupts = new HashMap<>();
  private final long endpoint;
  private long notification;
  private @Nullable Entrypoint entrypoint;

  /** Objects of components that core has made: endpoints, notifications, portals, interrupts. */
  final Set<Long> objects = new HashSet<>();

  private long last;
  private boolean kept;
  int mapCalls;
  int spaceLimit = Integer.MAX_VALUE;
  int threadLimit = Integer.MAX_VALUE;
  int objectLimit = Integer.MAX_VALUE;

  /** Portals of core's own objects. */
  final Set<Long> portals = new HashSet<>();

  int portalLimit = Integer.MAX_VALUE;
  int mapLimit = Integer.MAX_VALUE;
  @Nullable Integer powerOffCode;

  FakeMachine(int ramSize) {
    FakeKernel.reset();
    endpoint = FakeKernel.createEndpoint();
    ram = new byte[ramSize];
    // What earlier owners left behind.
    Arrays.fill(ram, (byte) 0xA5);
    buffer = ByteBuffer.wrap(ram).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Says what the component with this label does. */
  void program(String label, Step... steps) {
    programs.put(label, List.of(steps));
  }

  static Step store(long address, long value) {
    return (task, event) -> {
      long physical = task.access(address, FaultKind.WRITE, event);
      if (physical >= 0) {
        task.machine.storeLong(physical, value);
      }
      return physical >= 0;
    };
  }

  static Step expect(long address, long value) {
    return (task, event) -> {
      long physical = task.access(address, FaultKind.READ, event);
      if (physical >= 0 && task.machine.loadLong(physical) != value) {
        throw new AssertionError(
            "at 0x%x: 0x%x".formatted(address, task.machine.loadLong(physical)));
      }
      return physical >= 0;
    };
  }

  static Step execute(long address) {
    return (task, event) -> task.access(address, FaultKind.EXECUTE, event) >= 0;
  }

  /** Sets the registers that a report reads; index 29 x29, 30 x30, 31 sp, 32 pc. */
  static Step register(int index, long value) {
    return (task, event) -> {
      task.registers[index] = value;
      return true;
    };
  }

  static Step exception(int faultKind, long address) {
    return (task, event) -> {
      event.kind = FaultMessage.EXCEPTION;
      event.faultKind = faultKind;
      event.address = address;
      return false;
    };
  }

  static Step exit(int code) {
    return (task, event) -> {
      event.kind = FaultMessage.EXIT;
      event.faultKind = FaultKind.NONE;
      event.address = code;
      return false;
    };
  }

  void put(long address, byte[] bytes) {
    buffer.put(index(address), bytes);
  }

  private int index(long address) {
    if (address < RAM_BASE || address >= RAM_BASE + ram.length) {
      throw new AssertionError("core touches 0x" + Long.toHexString(address));
    }
    return (int) (address - RAM_BASE);
  }

  @Override
  public int loadByte(long address) {
    return buffer.get(index(address)) & 0xFF;
  }

  @Override
  public int loadInt(long address) {
    return buffer.getInt(index(address));
  }

  @Override
  public long loadLong(long address) {
    return buffer.getLong(index(address));
  }

  @Override
  public void storeInt(long address, int value) {
    buffer.putInt(index(address), value);
  }

  @Override
  public void storeLong(long address, long value) {
    buffer.putLong(index(address), value);
  }

  @Override
  public void copy(long target, long source, long size) {
    System.arraycopy(ram, index(source), ram, index(target), Math.toIntExact(size));
  }

  @Override
  public void clear(long address, long size) {
    if (size != 0) {
      Arrays.fill(ram, index(address), index(address) + Math.toIntExact(size), (byte) 0);
    }
  }

  @Override
  public long createSpace(String label) {
    if (spaces.size() >= spaceLimit) {
      return ResultCode.EXHAUSTED;
    }
    Space space = new Space(label);
    spaces.put(++next, space);
    return next;
  }

  /** Says where calls and signals of core's own portals arrive. */
  void serve(Entrypoint served) {
    entrypoint = served;
    notification = FakeKernel.createNotification(served::signals);
  }

  private void call() {
    Entrypoint served = entrypoint;
    if (served != null && served.handle(0)) {
      served.answer();
    }
  }

  @Override
  public void destroy(long capability) {
    if (spaces.remove(capability) != null) {
      tasks.values().removeIf(task -> task.spaceHandle == capability);
      ready.removeIf(task -> task.spaceHandle == capability);
      FakeKernel.destroyComponent(capability);
    }
    if (tasks.remove(capability) != null) {
      ready.removeIf(task -> task.handle == capability);
    }
    objects.remove(capability);
    portals.remove(capability);
    interrupts.remove(capability);
    FakeKernel.destroy(capability);
    FakeKernel.deleteHandle(capability);
  }

  @Override
  public void delete(long capability) {
    FakeKernel.deleteHandle(capability);
  }

  @Override
  public void unmap(long space, long virtualAddress, long size) {
    Space target = spaces.get(space);
    if (target != null) {
      target.mappings.subMap(virtualAddress, virtualAddress + size).clear();
    }
  }

  // ---- portals, each with its label

  @Override
  public Capability<?> endpoint() {
    return Capability.ofHandle(1);
  }

  @Override
  public Capability<?> notification() {
    return Capability.ofHandle(2);
  }

  @Override
  public Capability<?> create(long label) {
    if (portals.size() >= portalLimit) {
      throw new KernelRefusal("portal", ResultCode.EXHAUSTED);
    }
    long handle = FakeKernel.createPortal(endpoint, label, this::call);
    portals.add(handle);
    return Capability.ofHandle(handle);
  }

  @Override
  public Capability<Signal> createSignal(int bit) {
    return Capability.ofHandle(FakeKernel.createSignal(notification, 1L << bit));
  }

  @Override
  public long labelOf(Capability<?> capability) {
    return FakeKernel.labelOf(capability.handle(), endpoint);
  }

  @Override
  public void destroy(Capability<?> portal) {
    destroy(portal.handle());
  }

  private long object() {
    if (objects.size() >= objectLimit) {
      return ResultCode.EXHAUSTED;
    }
    long handle = FakeKernel.createObject();
    objects.add(handle);
    return handle;
  }

  @Override
  public long createEndpoint() {
    return object();
  }

  @Override
  public long createNotification(long boundTo) {
    return object();
  }

  @Override
  public long createPortal(long target, long label) {
    return object();
  }

  @Override
  public long copy(long space, long capability) {
    if (!spaces.containsKey(space)) {
      return ResultCode.BAD_HANDLE;
    }
    long handle = FakeKernel.copy(space, capability);
    return handle == 0 ? ResultCode.BAD_HANDLE : handle;
  }

  @Override
  public long createInterrupt(int line, boolean edge) {
    if (interrupts.containsValue(line)) {
      return ResultCode.IN_USE;
    }
    long handle = object();
    if (handle > 0) {
      interrupts.put(handle, line);
    }
    return handle;
  }

  @Override
  public int bindInterrupt(long interrupt, long target, long bits) {
    return ResultCode.OK;
  }

  @Override
  public int acknowledge(long interrupt) {
    return ResultCode.OK;
  }

  @Override
  public int allowTimer(long thread, boolean allowed) {
    if (allowed) {
      timerUsers.add(thread);
    } else {
      timerUsers.remove(thread);
    }
    return ResultCode.OK;
  }

  @Override
  public void writeTerminal(byte[] text, int count) {
    terminal.append(new String(text, 0, count, UTF_8));
  }

  @Override
  public int readTerminal() {
    return typed.isEmpty() ? -1 : typed.remove();
  }

  @Override
  public boolean isDevice(long physicalAddress, long size) {
    return physicalAddress + size <= RAM_BASE;
  }

  @Override
  public void write(byte[] text, int count) {
    lines.add(new String(text, 0, count, UTF_8).stripTrailing());
  }

  @Override
  public int freeObjects() {
    return 1000;
  }

  @Override
  public int freeCapabilities() {
    return 1000;
  }

  @Override
  public int map(
      long space, long virtualAddress, long physicalAddress, long size, int permissions) {
    Space target = spaces.get(space);
    if (target == null) {
      return ResultCode.BAD_HANDLE;
    }
    int writeAndExecute = Permission.WRITE | Permission.EXECUTE;
    if (((virtualAddress | physicalAddress | size) & (PAGE - 1)) != 0
        || size <= 0
        // What is a device's, the kernel knows from the range.
        || (permissions & ~(Permission.READ | writeAndExecute)) != 0
        || (permissions & writeAndExecute) == writeAndExecute) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (mapCalls++ >= mapLimit) {
      return ResultCode.EXHAUSTED;
    }
    for (long offset = 0; offset < size; offset += PAGE) {
      if (!isDevice(physicalAddress + offset, PAGE)) {
        index(physicalAddress + offset);
      }
      if (target.mappings.putIfAbsent(
              virtualAddress + offset, new Mapping(physicalAddress + offset, permissions))
          != null) {
        return ResultCode.ALREADY_MAPPED;
      }
    }
    return ResultCode.OK;
  }

  @Override
  public long createThread(
      long space, long entry, long stackPointer, long argument, long controlBlock, long portal) {
    Space target = spaces.get(space);
    if (target == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (tasks.size() >= threadLimit) {
      return ResultCode.EXHAUSTED;
    }
    Task task = new Task(this, ++next, target, space, portal, entry, stackPointer, argument);
    task.steps.addAll(programs.getOrDefault(target.label, List.of()));
    tasks.put(next, task);
    allTasks.add(task);
    return next;
  }

  @Override
  public int startThread(long thread) {
    Task task = tasks.get(thread);
    if (task == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (!task.stopped) {
      return ResultCode.WRONG_STATE;
    }
    task.stopped = false;
    ready.add(task);
    return ResultCode.OK;
  }

  @Override
  public int setPriority(long thread, int priority) {
    return ResultCode.OK;
  }

  @Override
  public void processors(int count) {}

  @Override
  public int setProcessor(long thread, int processor) {
    return ResultCode.OK;
  }

  @Override
  public int suspendThread(long thread) {
    return ResultCode.OK;
  }

  @Override
  public Kept keepCaller() {
    kept = true;
    long thread = last;
    return () -> resume(thread);
  }

  private void resume(long thread) {
    Task task = tasks.get(thread);
    if (task != null && task.stopped) {
      task.stopped = false;
      ready.add(task);
    }
  }

  @Override
  public void grant(int kind, long handle, long physicalAddress, long size, int permissions) {}

  @Override
  public int readRegisters(long thread, long address) {
    Task task = tasks.get(thread);
    if (task == null) {
      return ResultCode.BAD_HANDLE;
    }
    for (int i = 0; i < task.registers.length; i++) {
      storeLong(address + i * 8L, task.registers[i]);
    }
    return ResultCode.OK;
  }

  /**
   * Runs programs until one of them needs core.
   *
   * @return whose event it is, or null if nothing can happen any more
   */
  private @Nullable Task waitForEvent(ThreadEvent event) {
    while (true) {
      Task task = ready.poll();
      if (task == null) {
        return null;
      }
      Step step = task.steps.peek();
      if (step == null) {
        continue; // A program without an end waits for ever.
      }
      event.instruction = task.registers[32];
      event.syndrome = 0;
      if (!step.run(task, event)) {
        task.stopped = true;
        last = task.handle;
        return task;
      }
      task.steps.remove();
      ready.add(task);
    }
  }

  /** Runs the system that core has started, as its own loop does on the kernel. */
  void run(Core core, Entrypoint served) {
    ThreadEvent event = new ThreadEvent();
    while (core.goesOn()) {
      Task task = waitForEvent(event);
      if (task == null) {
        return;
      }
      if (tell(served, task, event)) {
        resume(task.handle);
      }
    }
  }

  /** Runs programs until all of them wait. */
  void run(Entrypoint served) {
    ThreadEvent event = new ThreadEvent();
    for (Task task = waitForEvent(event); task != null; task = waitForEvent(event)) {
      if (tell(served, task, event)) {
        resume(task.handle);
      }
    }
  }

  /** Adds something to what a program does. */
  void add(Task task, Step step) {
    task.steps.add(step);
    if (!task.stopped) {
      ready.add(task);
    }
  }

  /**
   * Lets core handle an event of a thread.
   *
   * @return whether the thread goes on
   */
  boolean tell(Entrypoint served, Task task, ThreadEvent event) {
    kept = false;
    last = task.handle;
    if (!(served.find(Capability.ofHandle(task.portal)) instanceof Pager pager)) {
      throw new AssertionError("nobody handles the faults of " + task.space.label);
    }
    pager.handle(event);
    return !kept;
  }

  @Override
  public void powerOff(int exitCode) {
    powerOffCode = exitCode;
  }
}
