package org.demitasse.core;

import java.util.List;
import java.util.concurrent.Callable;
import org.demitasse.abi.ImageHeader;
import org.demitasse.base.raw.FakeKernel;

/**
 * Core with all its services on a fake kernel. Of its components only kernel objects, memory and
 * page faults are there: what they do is the test's business, which speaks for each by its {@link
 * SimulatedComponent}. Messages and signals between them are those of the real code.
 */
public final class SimulatedSystem {
  private final TestSystem system = new TestSystem(9 << 20);
  private Core core;

  /**
   * Boots with an init, which gets everything.
   *
   * @param pages of free RAM
   * @param programs names of the further modules, each with the same small program
   */
  public SimulatedSystem(int pages, String... programs) {
    system.freePages(pages);
    TestProgram program = new TestProgram();
    system.module("init", ImageHeader.MEMBER_COMPONENT, program.bytes());
    for (String each : programs) {
      system.module(each, ImageHeader.MEMBER_COMPONENT, program.bytes());
    }
    system.module("text", ImageHeader.MEMBER_FILE, new byte[] {'t', 'e', 'x', 't'});
    core = system.start();
  }

  FakeMachine machine() {
    return system.machine;
  }

  /** Returns everything that was written to the console. */
  public List<String> lines() {
    return system.machine.lines;
  }

  /** Returns whether a component with this label runs. */
  public boolean isRunning(String label) {
    return system.machine.tasks.values().stream().anyMatch(task -> task.space.label.equals(label));
  }

  /** Returns the component with this label. */
  public SimulatedComponent component(String label) {
    for (FakeMachine.Task task : system.machine.tasks.values()) {
      if (task.space.label.equals(label)) {
        return new SimulatedComponent(this, task);
      }
    }
    throw new AssertionError("no component \"" + label + "\" runs; the console says " + lines());
  }

  /** Lets signals arrive and programs run until nothing happens any more. */
  public void settle() {
    for (int round = 0; round < 10_000; round++) {
      boolean signals = FakeKernel.deliverSignals();
      if (core.goesOn()) {
        system.machine.run(core, system.entrypoint);
      }
      if (!signals && !FakeKernel.deliverSignals()) {
        return;
      }
    }
    throw new AssertionError("signals without end");
  }

  /** Returns how many spaces, portals and other objects, and handles of core there are. */
  public List<Integer> objects() {
    return List.of(
        system.machine.spaces.size(),
        system.machine.portals.size(),
        system.machine.objects.size(),
        FakeKernel.handlesOf(0));
  }

  /** Ends everything; returns core's last line. */
  public String end() {
    core.end();
    return lines().getLast();
  }

  /** Lets core handle an event of a component's thread; returns whether that goes on. */
  boolean tell(FakeMachine.Task task, ThreadEvent event) {
    return as(0, () -> system.machine.tell(system.entrypoint, task, event));
  }

  static <T> T as(long component, Callable<T> action) {
    try {
      return FakeKernel.as(component, action);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
