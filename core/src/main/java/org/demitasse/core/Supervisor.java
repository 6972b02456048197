package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.Event;
import org.demitasse.abi.ExitCode;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.jspecify.annotations.Nullable;

/**
 * Starts the components of the boot image and stays with them until the last has ended. What
 * happens to one never ends another: a module that cannot be loaded is refused, a component that
 * faults is reported and destroyed, and the rest go on.
 */
final class Supervisor {
  private final Kernel kernel;
  private final Loader loader;
  private final FaultReport faultReport;
  private final Report report;
  private final List<Child> children = new ArrayList<>();
  private int firstFailure;
  private int firstFailureOrder = Integer.MAX_VALUE;

  Supervisor(Kernel kernel, Loader loader, FaultReport faultReport, Report report) {
    this.kernel = kernel;
    this.loader = loader;
    this.faultReport = faultReport;
    this.report = report;
  }

  /**
   * Runs all components among the modules.
   *
   * @return the exit code of the first of them, in the order of the system description, that did
   *     not end with 0; a component that could not be started counts as 1
   */
  int run(List<BootModule> modules) {
    for (int order = 0; order < modules.size(); order++) {
      if (modules.get(order).kind() == ImageHeader.MEMBER_COMPONENT) {
        start(modules.get(order), order);
      }
    }
    ThreadEvent event = new ThreadEvent();
    while (!children.isEmpty()) {
      int result = kernel.waitForEvent(event);
      if (result != ResultCode.OK) {
        giveUp(result);
        break;
      }
      Child child = childOf(event.space);
      if (child != null) {
        handle(child, event);
      }
    }
    return firstFailure;
  }

  private void start(BootModule module, int order) {
    try {
      Child child = loader.load(module, order);
      int result = kernel.startThread(child.thread);
      if (result != ResultCode.OK) {
        loader.destroy(child);
        throw new RefusedException("the kernel does not start it: " + ResultCode.name(result));
      }
      children.add(child);
    } catch (RefusedException exception) {
      report.line("component \"" + module.name() + "\" is not started: " + exception.getMessage());
      ended(order, ExitCode.UNCAUGHT_EXCEPTION);
    }
  }

  private void handle(Child child, ThreadEvent event) {
    if (event.kind == Event.EXIT) {
      end(child, (int) event.address);
      return;
    }
    if (event.kind == Event.PAGE_FAULT && child.mayHave(event.address, permission(event))) {
      int result = child.supply(event.address);
      if (result == ResultCode.OK) {
        result = kernel.startThread(event.thread);
      }
      if (result == ResultCode.OK) {
        return;
      }
      report.line(
          "component \""
              + child.label
              + "\" cannot be given a page: "
              + ResultCode.name(result)
              + ", its access at "
              + Text.hex(event.address)
              + " ends it");
    } else {
      faultReport.print(child, event);
    }
    end(child, ExitCode.FAULT);
  }

  private static int permission(ThreadEvent event) {
    return switch (event.faultKind) {
      case FaultKind.READ -> Permission.READ;
      case FaultKind.WRITE -> Permission.WRITE;
      default -> 0;
    };
  }

  private void end(Child child, int exitCode) {
    loader.destroy(child);
    children.remove(child);
    if (exitCode != ExitCode.SUCCESS) {
      report.line("component \"" + child.label + "\" ended with exit code " + exitCode);
    }
    ended(child.order, exitCode);
  }

  private void ended(int order, int exitCode) {
    if (exitCode != ExitCode.SUCCESS && order < firstFailureOrder) {
      firstFailure = exitCode;
      firstFailureOrder = order;
    }
  }

  /** Nothing can happen any more, yet not all have ended. */
  private void giveUp(int result) {
    while (!children.isEmpty()) {
      Child child = children.get(0);
      report.line("component \"" + child.label + "\" can never go on: " + ResultCode.name(result));
      end(child, ExitCode.UNCAUGHT_EXCEPTION);
    }
  }

  private @Nullable Child childOf(long space) {
    for (Child child : children) {
      if (child.space == space) {
        return child;
      }
    }
    return null;
  }
}
