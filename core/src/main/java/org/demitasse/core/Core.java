package org.demitasse.core;

import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ExitCode;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.WritableMemory;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.runtime.ComponentRuntime;
import org.demitasse.base.runtime.Log;
import org.demitasse.base.runtime.LogWriter;
import org.jspecify.annotations.Nullable;

/**
 * The root program: owns all memory and all rights that the kernel has not kept, gives them out as
 * services, and starts the first components.
 */
public final class Core {
  private final Kernel kernel;
  private final WritableMemory memory;
  private final Entrypoint entrypoint;
  private final LogWriter log;
  private final PageAllocator pages = new PageAllocator();
  private @Nullable Supervisor supervisor;
  private long before;
  private int objectsBefore;
  private int capabilitiesBefore;
  private int exitCode;

  Core(Kernel kernel, WritableMemory memory, Entrypoint entrypoint, LogWriter log) {
    this.kernel = kernel;
    this.memory = memory;
    this.entrypoint = entrypoint;
    this.log = log;
  }

  public static void main(String[] arguments) {
    SystemCallKernel kernel = new SystemCallKernel();
    Entrypoint entrypoint = new Entrypoint(kernel);
    kernel.serve(entrypoint);
    Core core = new Core(kernel, RawMemory.MEMORY, entrypoint, Log.writer());
    if (core.start(ComponentRuntime.argument())) {
      core.serve();
      core.end();
    }
    kernel.powerOff(core.exitCode());
  }

  /**
   * Reads the boot information at an address and starts the first components.
   *
   * @return whether there are any; otherwise {@link #exitCode} tells how it went
   */
  boolean start(long bootInformation) {
    BootInventory inventory = new BootInventory(memory, pages, kernel);
    if (BootInformation.parse(memory, bootInformation, inventory) != 0) {
      log.text("the boot information at ").hexadecimal(bootInformation).text(" is damaged").end();
      exitCode = ExitCode.UNCAUGHT_EXCEPTION;
      return false;
    }
    Text.size(log, pages.totalPages() * PageAllocator.PAGE).text(" of ");
    Text.size(log, inventory.totalRam()).text(" of RAM are free").end();
    if (!inventory.hasComponents()) {
      log.text("there is nothing to run: the system description has no component").end();
      return false;
    }
    // A page of core's own, outside the heap, for the registers of a thread.
    long registers = pages.take(1);
    if (registers == PageAllocator.NONE) {
      log.text("there is no free RAM").end();
      exitCode = ExitCode.UNCAUGHT_EXCEPTION;
      return false;
    }
    if (!inventory.machine().isEmpty()) {
      long page = pages.take(1);
      if (page != PageAllocator.NONE) {
        inventory.modules().add(PlatformInformation.write(memory, page, inventory.machine()));
      }
    }
    before = pages.freePages();
    CoreObjects core = new CoreObjects(kernel, entrypoint, memory, pages, log);
    core.prepareFaults(registers);
    QuotaAccount newAccount = new QuotaAccount("core");
    // Core's own, which stays.
    kernel.endpoint();
    objectsBefore = kernel.freeObjects();
    capabilitiesBefore = kernel.freeCapabilities();
    // Each object is named by at least one capability.
    newAccount.endow(before * PageAllocator.PAGE, Math.min(objectsBefore, capabilitiesBefore));
    Supervisor newSupervisor = new Supervisor(core, newAccount, inventory.modules());
    supervisor = newSupervisor;
    newSupervisor.start();
    return true;
  }

  /** Handles calls, signals and faults until the last of the first components has ended. */
  private void serve() {
    boolean answer = false;
    while (goesOn()) {
      try {
        while (!supervisor().hasEnded()) {
          int result = entrypoint.waitForNext(answer);
          answer = false;
          answer = entrypoint.handleUnguarded(result);
        }
      } catch (Throwable failure) {
        answer = entrypoint.recover(failure);
      }
      if (answer && supervisor().hasEnded()) {
        // Whoever asked hears before what has ended is taken apart.
        entrypoint.answer();
        answer = false;
      }
    }
  }

  private Supervisor supervisor() {
    Supervisor ready = supervisor;
    if (ready == null) {
      throw new IllegalStateException("not started");
    }
    return ready;
  }

  /** Takes apart what has ended; returns whether something is left that runs. */
  boolean goesOn() {
    return supervisor().settle();
  }

  /** Ends what is left of the first components, and says how the accounts stand. */
  void end() {
    supervisor().giveUp("CANCELLED");
    exitCode = supervisor().exitCode();
    log.text("all components have ended, ");
    if (pages.freePages() == before) {
      log.text("their RAM is back: ");
    } else {
      log.text("RAM is missing: ").decimal(pages.freePages()).text(" of ");
    }
    log.decimal(before).text(" pages").end();
    int objects = objectsBefore - kernel.freeObjects();
    int capabilities = capabilitiesBefore - kernel.freeCapabilities();
    if (objects != 0 || capabilities != 0) {
      log.decimal(objects).text(" kernel objects and ").decimal(capabilities);
      log.text(" capabilities are missing").end();
    }
  }

  int exitCode() {
    return exitCode;
  }
}
