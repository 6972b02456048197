package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.ExitCode;
import org.demitasse.abi.ImageHeader;
import org.demitasse.base.runtime.LogWriter;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.ServiceDeniedException;

/**
 * Starts init if the image has it, otherwise all components of the image, and stays with them until
 * the last has ended. What happens to one never ends another: a module that cannot be loaded is
 * refused, a component that faults is reported and destroyed, and the rest go on.
 */
final class Supervisor {
  /** The component that gets everything, to start the others. */
  private static final String INIT = "init";

  private final CoreObjects core;
  private final Services services;
  private final QuotaAccount account;
  private final LogWriter log;
  private final List<Child> children = new ArrayList<>();
  private final List<Child> ended = new ArrayList<>();
  private final List<BootModule> modules;
  private int firstFailure;
  private int firstFailureOrder = Integer.MAX_VALUE;

  Supervisor(CoreObjects core, QuotaAccount account, List<BootModule> modules) {
    this.core = core;
    this.account = account;
    this.modules = modules;
    services = new Services(core, modules);
    log = core.log();
  }

  /** Starts what is to be started. */
  void start() {
    for (BootModule module : modules) {
      if (isComponent(module) && module.name().equals(INIT)) {
        Text.size(log, account.ram().available()).text(" of RAM and ");
        log.decimal(account.capabilities().available()).text(" capabilities for init").end();
        start(module, true);
        return;
      }
    }
    for (BootModule module : modules) {
      if (isComponent(module)) {
        start(module, false);
      }
    }
  }

  private static boolean isComponent(BootModule module) {
    return module.kind() == ImageHeader.MEMBER_COMPONENT;
  }

  private void start(BootModule module, boolean everything) {
    Child child = new Child(core, module, this::noteEnd);
    children.add(child);
    try {
      child.start(services, account, everything);
      return;
    } catch (Child.Shortage shortage) {
      refuse(module).text("it may need ");
      Text.size(log, shortage.needed).text(" of RAM for data, stack and heap, and ");
      Text.size(log, shortage.left).text(" are left; lower its heap-limit or");
      log.text(" stack, or give the machine more memory").end();
    } catch (KernelRefusal refusal) {
      refuse(module).text(String.valueOf(refusal.getMessage())).end();
    } catch (IllegalArgumentException unloadable) {
      refuse(module).text("its file cannot be loaded: ");
      log.text(String.valueOf(unloadable.getMessage())).end();
    } catch (ServiceDeniedException
        | OutOfCapabilitiesException
        | OutOfRamException
        | InvalidDataspaceException
        | RegionConflictException refused) {
      refuse(module).text(String.valueOf(refused.getMessage())).end();
    }
    children.remove(child);
    child.destroy();
    count(child, ExitCode.UNCAUGHT_EXCEPTION);
  }

  private LogWriter refuse(BootModule module) {
    return log.text("component \"").text(module.name()).text("\" is not started: ");
  }

  private void noteEnd(Child child, int exitCode) {
    ended.add(child);
    count(child, exitCode);
    if (exitCode != ExitCode.SUCCESS) {
      log.text("component \"").text(child.label());
      log.text("\" ended with exit code ").decimal(exitCode).end();
    }
  }

  boolean hasEnded() {
    return !ended.isEmpty();
  }

  /** Takes the components apart that have ended since; returns whether others are left. */
  boolean settle() {
    while (!ended.isEmpty()) {
      Child child = ended.removeFirst();
      if (children.remove(child)) {
        child.destroy();
      }
    }
    return !children.isEmpty();
  }

  /** Ends all; nothing can happen to them any more. */
  void giveUp(String reason) {
    while (!children.isEmpty()) {
      Child child = children.getFirst();
      log.text("component \"").text(child.label());
      log.text("\" can never go on: ").text(reason).end();
      child.exit(ExitCode.UNCAUGHT_EXCEPTION);
      settle();
    }
  }

  /**
   * The exit code of the first of them, in the order of the system description, that did not end
   * with 0.
   */
  int exitCode() {
    return firstFailure;
  }

  private void count(Child child, int exitCode) {
    int order = modules.indexOf(child.module());
    if (exitCode != ExitCode.SUCCESS && order < firstFailureOrder) {
      firstFailure = exitCode;
      firstFailureOrder = order;
    }
  }
}
