package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.raw.RootCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * The kernel that core runs on. Core waits at one endpoint; each component's thread has a portal to
 * it, labelled with the handle of its space, as pager and as handler of exceptions.
 */
final class SystemCallKernel implements Kernel {
  /** Of components; core itself runs with 255. */
  private static final int PRIORITY = 100;

  /** Capabilities that a component may hold. */
  private static final int CAPABILITY_LIMIT = 256;

  /** What the kernel keeps for a component. */
  private static final class Owned {
    final long space;
    long thread;
    long portal;

    Owned(long space) {
      this.space = space;
    }
  }

  private final RootCapabilities capabilities = new RootCapabilities();
  private final List<Owned> components = new ArrayList<>();
  private long endpoint;
  private boolean resume;

  private static long call(int number, long a0, long a1, long a2, long a3, long a4, long a5) {
    return RawSystemCall.invoke(number, a0, a1, a2, a3, a4, a5, 0);
  }

  private static long call(int number, long a0, long a1) {
    return call(number, a0, a1, 0, 0, 0, 0);
  }

  private static long handle(long result) {
    return result == ResultCode.OK ? RawSystemCall.result(1) : result;
  }

  @Override
  public void grant(int kind, long handle, long physicalAddress, long size, int permissions) {
    capabilities.capability(kind, handle, physicalAddress, size, permissions);
  }

  @Override
  public long createSpace(long labelAddress, int labelLength) {
    long space =
        handle(
            call(
                SystemCall.SPACE_CREATE,
                capabilities.factory(),
                labelAddress,
                labelLength,
                CAPABILITY_LIMIT,
                0,
                0));
    if (space >= 0) {
      components.add(new Owned(space));
    }
    return space;
  }

  private @Nullable Owned owned(long space) {
    for (Owned each : components) {
      if (each.space == space) {
        return each;
      }
    }
    return null;
  }

  @Override
  public int destroySpace(long space) {
    int result = (int) call(SystemCall.DESTROY, space, 0);
    Owned owned = owned(space);
    if (owned != null) {
      components.remove(owned);
      call(SystemCall.DESTROY, owned.portal, 0);
      call(SystemCall.CAPABILITY_DELETE, owned.portal, 0);
      call(SystemCall.CAPABILITY_DELETE, owned.thread, 0);
      call(SystemCall.CAPABILITY_DELETE, space, 0);
      resume = false;
    }
    return result;
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
      long offset = physicalAddress - range.start() + done;
      int result =
          (int)
              call(
                  SystemCall.MAP,
                  space,
                  range.handle(),
                  offset,
                  virtualAddress + done,
                  part,
                  permissions);
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
  public long createThread(long space, long entry, long stackPointer, long argument) {
    Owned owned = owned(space);
    if (owned == null) {
      return ResultCode.BAD_HANDLE;
    }
    if (endpoint == 0) {
      endpoint = handle(call(SystemCall.ENDPOINT_CREATE, capabilities.factory(), 0));
    }
    long portal =
        handle(call(SystemCall.PORTAL_CREATE, capabilities.factory(), endpoint, space, 0, 0, 0));
    if (portal < 0) {
      return portal;
    }
    owned.portal = portal;
    long thread =
        handle(
            call(
                SystemCall.THREAD_CREATE,
                capabilities.factory(),
                space,
                entry,
                stackPointer,
                argument,
                ProgramLayout.UTCB_AREA));
    if (thread < 0) {
      return thread;
    }
    owned.thread = thread;
    long result = call(SystemCall.THREAD_HANDLERS, thread, portal, portal, 0, 0, 0);
    if (result == ResultCode.OK) {
      result = call(SystemCall.THREAD_PRIORITY, thread, PRIORITY);
    }
    return result == ResultCode.OK ? thread : result;
  }

  @Override
  public int startThread(long thread) {
    return (int) call(SystemCall.THREAD_START, thread, 0);
  }

  @Override
  public void resume() {
    resume = true;
  }

  @Override
  public int readRegisters(long thread, long address) {
    return (int) call(SystemCall.THREAD_REGISTERS, thread, address, 0, 0, 0, 0);
  }

  @Override
  public int waitForEvent(ThreadEvent event) {
    // An answer without words: whoever faulted tries again.
    int number = resume ? SystemCall.REPLY_WAIT : SystemCall.WAIT;
    resume = false;
    int result = (int) call(number, endpoint, 0);
    if (result != ResultCode.OK) {
      return result;
    }
    event.kind = MessageTag.operation(RawSystemCall.result(1));
    event.address = RawSystemCall.result(2);
    event.faultKind = (int) RawSystemCall.result(3);
    event.instruction = RawSystemCall.result(4);
    event.syndrome = RawSystemCall.result(5);
    event.space = RawSystemCall.result(6);
    Owned owned = owned(event.space);
    event.thread = owned == null ? 0 : owned.thread;
    return result;
  }

  @Override
  public void powerOff(int exitCode) {
    call(SystemCall.POWER_OFF, capabilities.machineControl(), exitCode);
  }
}
