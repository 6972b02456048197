package org.demitasse.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.WritableMemory;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.FakePortals;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ParentClient;
import org.jspecify.annotations.Nullable;

/** A component that runs, for which a test speaks. */
public final class SimulatedComponent {
  private final SimulatedSystem system;
  private final FakeMachine.Task task;
  private final Parent parent;
  private final long parentHandle;
  private @Nullable Entrypoint entrypoint;

  SimulatedComponent(SimulatedSystem system, FakeMachine.Task task) {
    this.system = system;
    this.task = task;
    FakeKernel.useMemory(task.spaceHandle, new View());
    long handle = as(() -> RawMemory.loadLong(task.argument + ComponentInformation.PARENT_OFFSET));
    parentHandle = handle;
    parent =
        (Parent)
            Proxy.newProxyInstance(
                Parent.class.getClassLoader(),
                new Class<?>[] {Parent.class},
                (proxy, method, arguments) -> {
                  try {
                    return FakeKernel.as(
                        task.spaceHandle,
                        () ->
                            method.invoke(
                                new ParentClient(Capability.ofHandle(handle)), arguments));
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  /** Returns what its parent calls it. */
  public String label() {
    return as(
        () -> {
          int length =
              (int) RawMemory.loadLong(task.argument + ComponentInformation.LABEL_LENGTH_OFFSET);
          StringBuilder label = new StringBuilder();
          for (int i = 0; i < length; i++) {
            label.append(
                (char) RawMemory.loadByte(task.argument + ComponentInformation.LABEL_OFFSET + i));
          }
          return label.toString();
        });
  }

  /** Returns whom it may ask; calls are made in its name. */
  public Parent parent() {
    return parent;
  }

  /** Returns the number that the fake kernel knows it by. */
  public long space() {
    return task.spaceHandle;
  }

  /** Returns its handle of whom it may ask. */
  public long parentHandle() {
    return parentHandle;
  }

  /** Does something in its name. */
  public <T> T as(Callable<T> action) {
    return SimulatedSystem.as(task.spaceHandle, action);
  }

  /** Likewise, with the exceptions of what is done. */
  public <T> T call(Callable<T> action) throws Exception {
    return FakeKernel.as(task.spaceHandle, action);
  }

  /** Returns where calls and signals reach it. */
  public Entrypoint entrypoint() {
    Entrypoint known = entrypoint;
    if (known == null) {
      known = as(() -> new FakePortals().entrypoint());
      entrypoint = known;
    }
    return known;
  }

  /** Returns whether it has not been destroyed. */
  public boolean isAlive() {
    return system.machine().tasks.containsKey(task.handle);
  }

  /** Returns how many capabilities it holds. */
  public int handles() {
    return FakeKernel.handlesOf(task.spaceHandle);
  }

  /** Lets it touch an address that it does not have. */
  public void fault() {
    system.machine().add(task, FakeMachine.store(8, 1));
  }

  /** Lets its thread end. */
  public void exit(int code) {
    system.machine().add(task, FakeMachine.exit(code));
  }

  /** What it sees at its addresses; pages come when they are touched. */
  private final class View implements WritableMemory {
    private long physical(long address, int kind) {
      ThreadEvent event = new ThreadEvent();
      for (int tries = 0; tries < 3; tries++) {
        long physical = task.access(address, kind, event);
        if (physical >= 0) {
          return physical;
        }
        event.kind = FaultMessage.PAGE_FAULT;
        if (!system.tell(task, event)) {
          break;
        }
      }
      throw new AssertionError(task.space.label + " faults at 0x" + Long.toHexString(address));
    }

    @Override
    public int loadByte(long address) {
      return system.machine().loadByte(physical(address, FaultKind.READ));
    }

    @Override
    public int loadInt(long address) {
      return system.machine().loadInt(physical(address, FaultKind.READ));
    }

    @Override
    public long loadLong(long address) {
      return system.machine().loadLong(physical(address, FaultKind.READ));
    }

    @Override
    public void storeInt(long address, int value) {
      system.machine().storeInt(physical(address, FaultKind.WRITE), value);
    }

    @Override
    public void storeLong(long address, long value) {
      system.machine().storeLong(physical(address, FaultKind.WRITE), value);
    }

    @Override
    public void copy(long target, long source, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void clear(long address, long size) {
      throw new UnsupportedOperationException();
    }
  }
}
