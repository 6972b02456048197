package org.demitasse.core;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.raw.RootCapabilities;
import org.demitasse.base.rpc.Deferred;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.Portals;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.runtime.Utf8;
import org.jspecify.annotations.Nullable;

/** The kernel that core runs on. */
final class SystemCallKernel implements Kernel {
  /** Capabilities that a component may hold. */
  private static final int CAPABILITY_LIMIT = 1024;

  /** A place in the control block that is user land's. */
  private static final int SCRATCH = 1024;

  private static final int SCRATCH_SIZE = 1024;

  /** Kind that STATISTICS knows capabilities by. */
  private static final int CAPABILITIES = 0;

  private final RootCapabilities capabilities = new RootCapabilities();
  private int processors = 1;
  private long endpoint;
  private long notification;
  private @Nullable Entrypoint entrypoint;

  /** Says whose calls {@link #keepCaller} keeps. */
  void serve(Entrypoint newEntrypoint) {
    entrypoint = newEntrypoint;
  }

  @Override
  public void processors(int count) {
    processors = Math.max(1, count);
  }

  private static long call(
      int number, long a0, long a1, long a2, long a3, long a4, long a5, long a6) {
    return RawSystemCall.invoke(number, a0, a1, a2, a3, a4, a5, a6);
  }

  private static long call(int number, long a0, long a1, long a2, long a3) {
    return RawSystemCall.invoke(number, a0, a1, a2, a3, 0, 0, 0);
  }

  private static long handle(long result) {
    return result == ResultCode.OK ? RawSystemCall.result(1) : result;
  }

  @Override
  public void grant(int kind, long handle, long physicalAddress, long size, int permissions) {
    capabilities.capability(kind, handle, physicalAddress, size, permissions);
  }

  // ---- spaces

  @Override
  public long createSpace(String label) {
    byte[] text = Utf8.encode(label);
    int length = Utf8.cut(text, SystemCall.LABEL_LIMIT);
    return handle(
        call(
            SystemCall.SPACE_CREATE,
            capabilities.factory(),
            scratch(text, 0, length),
            length,
            CAPABILITY_LIMIT));
  }

  /**
   * Copies bytes to where the kernel can read them, and returns the address: a Java array may move.
   */
  private static long scratch(byte[] bytes, int offset, int count) {
    long place = RawSystemCall.utcb() + SCRATCH;
    for (int i = 0; i < count; i++) {
      RawMemory.storeByte(place + i, bytes[offset + i]);
    }
    return place;
  }

  @Override
  public int map(
      long space, long virtualAddress, long physicalAddress, long size, int permissions) {
    RootCapabilities.Range range = rangeOf(physicalAddress, size);
    if (range == null) {
      return ResultCode.NO_RIGHT;
    }
    long done = 0;
    while (done < size) {
      long part = Math.min(size - done, SystemCall.MAP_LIMIT);
      int result =
          (int)
              call(
                  SystemCall.MAP,
                  space,
                  range.handle(),
                  physicalAddress - range.start() + done,
                  virtualAddress + done,
                  part,
                  permissions,
                  0);
      if (result != ResultCode.OK) {
        return result;
      }
      done += part;
    }
    return ResultCode.OK;
  }

  private RootCapabilities.@Nullable Range rangeOf(long address, long size) {
    for (RootCapabilities.Range range : capabilities.ranges()) {
      if (range.holds(address, size)) {
        return range;
      }
    }
    return null;
  }

  @Override
  public boolean isDevice(long physicalAddress, long size) {
    RootCapabilities.Range range = rangeOf(physicalAddress, size);
    return range != null && (range.permissions() & org.demitasse.abi.Permission.DEVICE) != 0;
  }

  @Override
  public void unmap(long space, long virtualAddress, long size) {
    for (long done = 0; done < size; done += SystemCall.MAP_LIMIT) {
      // Pages that were never touched are not there: no error.
      call(
          SystemCall.UNMAP,
          space,
          virtualAddress + done,
          Math.min(size - done, SystemCall.MAP_LIMIT),
          0);
    }
  }

  // ---- threads

  @Override
  public long createThread(
      long space, long entry, long stackPointer, long argument, long controlBlock, long portal) {
    long thread =
        handle(
            call(
                SystemCall.THREAD_CREATE,
                capabilities.factory(),
                space,
                entry,
                stackPointer,
                argument,
                controlBlock,
                0));
    if (thread < 0) {
      return thread;
    }
    long result = call(SystemCall.THREAD_HANDLERS, thread, portal, portal, 0);
    if (result != ResultCode.OK) {
      destroy(thread);
      return result;
    }
    return thread;
  }

  @Override
  public int setPriority(long thread, int priority) {
    return (int) call(SystemCall.THREAD_PRIORITY, thread, priority, 0, 0);
  }

  @Override
  public int setProcessor(long thread, int processor) {
    return (int) call(SystemCall.THREAD_AFFINITY, thread, processor % processors, 0, 0);
  }

  @Override
  public int startThread(long thread) {
    return (int) call(SystemCall.THREAD_START, thread, 0, 0, 0);
  }

  @Override
  public int suspendThread(long thread) {
    return (int) call(SystemCall.THREAD_SUSPEND, thread, 0, 0, 0);
  }

  @Override
  public int readRegisters(long thread, long address) {
    return (int) call(SystemCall.THREAD_REGISTERS, thread, address, 0, 0);
  }

  // ---- communication

  @Override
  public long createEndpoint() {
    return handle(call(SystemCall.ENDPOINT_CREATE, capabilities.factory(), 0, 0, 0));
  }

  @Override
  public long createNotification(long boundTo) {
    long made = handle(call(SystemCall.NOTIFICATION_CREATE, capabilities.factory(), 0, 0, 0));
    if (made > 0 && boundTo != 0) {
      long result = call(SystemCall.ENDPOINT_BIND, boundTo, made, 0, 0);
      if (result != ResultCode.OK) {
        destroy(made);
        return result;
      }
    }
    return made;
  }

  @Override
  public long createPortal(long target, long label) {
    return handle(call(SystemCall.PORTAL_CREATE, capabilities.factory(), target, label, 0));
  }

  @Override
  public Capability<?> endpoint() {
    if (endpoint == 0) {
      endpoint = require("endpoint", createEndpoint());
    }
    return Capability.ofHandle(endpoint);
  }

  @Override
  public Capability<?> notification() {
    if (notification == 0) {
      notification = require("notification", createNotification(endpoint().handle()));
    }
    return Capability.ofHandle(notification);
  }

  private static long require(String what, long result) {
    if (result < 0) {
      throw new KernelRefusal(what, (int) result);
    }
    return result;
  }

  @Override
  public Capability<?> create(long label) {
    return Capability.ofHandle(require("portal", createPortal(endpoint().handle(), label)));
  }

  @Override
  public Capability<Signal> createSignal(int bit) {
    return Capability.ofHandle(require("portal", createPortal(notification().handle(), 1L << bit)));
  }

  @Override
  public long labelOf(Capability<?> capability) {
    return Portals.label(capability, endpoint());
  }

  @Override
  public void destroy(Capability<?> portal) {
    destroy(portal.handle());
  }

  @Override
  public long copy(long space, long capability) {
    return handle(call(SystemCall.CAPABILITY_COPY, space, capability, 0, 0));
  }

  @Override
  public void destroy(long capability) {
    call(SystemCall.DESTROY, capability, 0, 0, 0);
  }

  @Override
  public void delete(long capability) {
    call(SystemCall.CAPABILITY_DELETE, capability, 0, 0, 0);
  }

  @Override
  public Kept keepCaller() {
    Entrypoint serving = entrypoint;
    if (serving == null) {
      throw new IllegalStateException("nobody serves");
    }
    Deferred<Object> deferred = serving.defer();
    return () -> deferred.complete(null);
  }

  // ---- devices

  @Override
  public long createInterrupt(int line, boolean edge) {
    return handle(
        call(
            SystemCall.INTERRUPT_CREATE,
            capabilities.factory(),
            capabilities.machineControl(),
            line,
            edge ? SystemCall.EDGE : SystemCall.LEVEL));
  }

  @Override
  public int bindInterrupt(long interrupt, long target, long bits) {
    return (int) call(SystemCall.INTERRUPT_BIND, interrupt, target, bits, 0);
  }

  @Override
  public int acknowledge(long interrupt) {
    return (int) call(SystemCall.INTERRUPT_ACKNOWLEDGE, interrupt, 0, 0, 0);
  }

  // ---- the machine

  @Override
  public void write(byte[] text, int count) {
    write(text, count, 0);
  }

  @Override
  public void writeTerminal(byte[] text, int count) {
    write(text, count, SystemCall.TERMINAL);
  }

  private void write(byte[] text, int count, int how) {
    for (int done = 0; done < count; done += SCRATCH_SIZE) {
      int part = Math.min(SCRATCH_SIZE, count - done);
      call(
          SystemCall.CONSOLE_WRITE,
          scratch(text, done, part),
          part,
          capabilities.machineControl(),
          how);
    }
  }

  @Override
  public int readTerminal() {
    return call(SystemCall.CONSOLE_READ, capabilities.machineControl(), 0, 0, 0) == ResultCode.OK
        ? (int) RawSystemCall.result(1)
        : -1;
  }

  @Override
  public int allowTimer(long thread, boolean allowed) {
    return (int)
        call(SystemCall.THREAD_TIMER, thread, capabilities.machineControl(), allowed ? 1 : 0, 0);
  }

  @Override
  public int freeObjects() {
    int objects = 0;
    for (int kind = ObjectKind.NONE + 1; kind < ObjectKind.REPLY; kind++) {
      if (kind != ObjectKind.MACHINE_CONTROL) {
        objects += free(kind);
      }
    }
    return objects;
  }

  @Override
  public int freeCapabilities() {
    return free(CAPABILITIES);
  }

  private int free(int kind) {
    return call(SystemCall.STATISTICS, capabilities.machineControl(), kind, 0, 0) == ResultCode.OK
        ? (int) RawSystemCall.result(1)
        : 0;
  }

  @Override
  public void powerOff(int exitCode) {
    call(SystemCall.POWER_OFF, capabilities.machineControl(), exitCode, 0, 0);
  }
}
